import { visibleText } from '../../diagnostics';
import { quoted } from '../../diagnostics/catalogue/wording';

test.each([
  ['plain text, `quoted`, with é, 漢字 and 😀', 'plain text, `quoted`, with é, 漢字 and 😀'],
  ['a\nb\rc\td', 'a\\nb\\rc\\td'],
  ['\u001b[31m', '\\u001b[31m'],
  ['\u009b', '\\u009b'],
  ['\u2028\u2029', '\\u2028\\u2029'],
  ['\u202e\u2066\u200f', '\\u202e\\u2066\\u200f'],
  ['\udc00x', '\\udc00x'],
  ['\u{e0041}', '\\udb40\\udc41'],
  ['##[error]x', '##\\u005berror]x'],
  ['##vso[task.x]', '##vso\\u005btask.x]'],
  ['## [x]', '## [x]'],
  ['a\u200db', 'a\\u200db'],
])('%j is shown as %j', (text, expected) => expect(visibleText(text)).toBe(expected));

test.each([
  ['https://shop:hunter2@acme.example/', '`https://acme.example/`'],
  ['postgres://shop:hun/ter@2@db/shop', '`postgres://db/shop`'],
  ['https://token@acme.example', '`https://acme.example`'],
  [`https://shop:${'x'.repeat(200)}@acme.example`, '`https://acme.example`'],
  ['docker://acme.example/app@sha256:1', '`docker://acme.example/app@sha256:1`'],
])('%j in a finding is %j', (text, shown) => expect(quoted(text)).toBe(shown));
