import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { errorsPage } from '../diagnostics';

const docs = path.join(__dirname, '../docs');
mkdirSync(docs, { recursive: true });
writeFileSync(path.join(docs, 'errors.md'), errorsPage());
