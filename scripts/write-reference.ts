import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readFields } from './fields/read-fields';
import { referencePage } from './fields/reference-page';

writeFileSync(path.join(__dirname, '../docs/reference.md'), referencePage(readFields()));
