import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withConcerns } from './linters/table';

const guide = path.join(__dirname, '../docs/guides/linters.md');
writeFileSync(guide, withConcerns(readFileSync(guide, 'utf8')));
