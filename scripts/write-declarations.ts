import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { declarations } from './fields/declarations';
import { readFields } from './fields/read-fields';

// A part of `npm run build`, after the compiler has written its declarations.
writeFileSync(path.join(__dirname, '../lib/types/registry/schema/authored.d.ts'), declarations(readFields()));
