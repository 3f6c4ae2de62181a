import { readFileSync } from 'node:fs';
import path from 'node:path';
import { controllersPage } from '../../scripts/controllers/page';

// When this fails: npm run controllers-page
test('docs/controllers.md is up to date', () => {
  expect(readFileSync(path.join(__dirname, '../../docs/controllers.md'), 'utf8')).toBe(controllersPage());
});
