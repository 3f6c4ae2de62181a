import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { controllersPage } from './controllers/page';

writeFileSync(path.join(__dirname, '../docs/controllers.md'), controllersPage());
