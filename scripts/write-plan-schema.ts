import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { planSchema } from '../reports';

writeFileSync(path.join(__dirname, '../docs/schemas/plan-1.json'), `${JSON.stringify(planSchema, undefined, 2)}\n`);
