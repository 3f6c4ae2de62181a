import { readFileSync } from 'node:fs';
import path from 'node:path';
import { catalogue, errorsPage } from '../../diagnostics';
import { wordings } from './wordings';

test('every code in alphabetical order, as a heading', () => {
  expect(errorsPage(wordings).split('\n').slice(6).join('\n')).toBe(`## layer-inversion

**warning**: a platform service depends on a domain service

Layers point one way.

## route-conflict

**error**: two services answer the same route

An Ingress sends a path to one backend.
`);
});

test('every code of the catalogue is there once', () => {
  const headings = [...errorsPage().matchAll(/^## (.*)$/gm)].map(([, code]) => code);
  expect(headings).toEqual(Object.keys(catalogue).sort());
});

test('every code is a word that can be an anchor, and its texts are lines', () => {
  for (const [code, { title, explanation }] of Object.entries(catalogue)) {
    expect(code).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
    expect([code, title, explanation].filter((text) => /\n|^\s|\s$|^$/.test(text))).toEqual([]);
  }
});

// When this fails: node --require tsx/cjs scripts/write-errors-page.ts
test('docs/errors.md is up to date', () => {
  expect(readFileSync(path.join(__dirname, '../../docs/errors.md'), 'utf8')).toBe(errorsPage());
});
