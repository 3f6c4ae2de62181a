import fc from 'fast-check';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { formedCredentials } from '../fixtures/credentials/forms';
import { cadastre } from '../support/command';
import type { Counts } from './counts';
import { expectHidden } from './credentials';
import { shown } from './shown';

const fixture = resolve(__dirname, '../fixtures/packed/registry');
const inputs = [
  'manifest.yaml',
  'environments/dev.yaml',
  'environments/dev.images.yaml',
  'service-registry.json',
  'service-registry.ts',
] as const;

/** Bytes that parsers stumble over. */
const chunks = [
  ...[
    '\u0000',
    '\ufeff',
    '\r',
    '\r\n',
    '\t',
    '\u2028',
    '\u0085',
    ' ',
    '---\n',
    '...\n',
    '%YAML 1.1\n---\n',
    '%TAG ! x\n',
    '!env X',
    '!!binary ',
    '&a ',
    '*a',
    '<<: ',
    '? ',
    '- ',
    ': ',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '`',
    '|\n',
    '>-\n',
    '#',
    '//',
    '/*',
    '${',
    '__proto__: 1\n',
    '{"__proto__":{"a":1}}',
    'a: &a [*a]\n',
    '['.repeat(5000),
    '{"a":'.repeat(3000),
    '\n'.repeat(300),
  ],
].map((text) => Buffer.from(text));
const raw = [[0xff], [0xfe, 0xff], [0xc3], [0xe2, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0x1b, 0x5b, 0x33, 0x31, 0x6d]].map(
  (bytes) => Buffer.from(bytes),
);

/** A private key is left out: YAML may read its lines as texts of their own, of which none has a form. */
const wholeLines = formedCredentials.filter(({ text }) => !text.includes('\n'));
const pasted = wholeLines.flatMap(({ text }) => [` ${text} `, `"${text}"`, `\n${text}\n`]).map((text) => Buffer.from(text));

const edit = fc.record({
  kind: fc.constantFrom('insert', 'remove', 'flip', 'cut', 'repeat'),
  at: fc.nat(),
  length: fc.integer({ min: 1, max: 40 }),
  chunk: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...chunks, ...raw) }, { weight: 1, arbitrary: fc.constantFrom(...pasted) }),
});

interface Edit {
  readonly kind: string;
  readonly at: number;
  readonly length: number;
  readonly chunk: Buffer;
}

function serviceOf(hostname: string, port: number): object {
  return { hostname, port, database: hostname, layer: 'domain', label: hostname, routes: [`/${hostname}`] };
}

function edited(bytes: Buffer, { kind, at, length, chunk }: Edit): Buffer {
  const start = bytes.length === 0 ? 0 : at % bytes.length;
  const [before, after] = [bytes.subarray(0, start), bytes.subarray(start)];
  switch (kind) {
    case 'insert':
      return Buffer.concat([before, chunk, after]);
    case 'remove':
      return Buffer.concat([before, after.subarray(length)]);
    case 'flip': {
      const copy = Buffer.from(bytes);
      if (copy.length > 0) copy[start] = copy[start]! ^ (1 << (length % 8));
      return copy;
    }
    case 'cut':
      return before;
    default:
      return Buffer.concat([before, after.subarray(0, length), after]);
  }
}

/** Whatever bytes the files of a product have, `check` ends with a code of its own, and says why in words. The folder is that of the caller's process. */
export function files(counts: Counts): fc.IAsyncProperty<unknown[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cadastre-fuzz-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  cpSync(fixture, join(folder, 'registry'), { recursive: true });
  process.chdir(folder);
  const product = join(folder, 'registry/shop');
  const typescript = readFileSync(join(product, 'service-registry.ts'), 'utf8').replace(
    "import { defineRegistry } from 'cadastre';",
    'const defineRegistry = <T>(services: T): T => services;',
  );
  const texts: Record<(typeof inputs)[number], Buffer> = {
    'manifest.yaml': readFileSync(join(product, 'manifest.yaml')),
    'environments/dev.yaml': readFileSync(join(product, 'environments/dev.yaml')),
    'environments/dev.images.yaml': Buffer.from('orders:\n  tag: 1.2.3\n'),
    'service-registry.json': Buffer.from(
      JSON.stringify({ orders: serviceOf('orders', 4000), catalogue: serviceOf('catalogue', 4001) }, undefined, 2),
    ),
    'service-registry.ts': Buffer.from(typescript),
  };
  // Registry code is compiled anew each time, so it gets fewer of the cases.
  const which = fc.constantFrom<(typeof inputs)[number]>(
    ...inputs.slice(0, 4),
    ...inputs.slice(0, 4),
    ...inputs.slice(0, 4),
    'service-registry.ts',
  );
  return fc.asyncProperty(which, fc.array(edit, { minLength: 1, maxLength: 3 }), async (name, edits) => {
    counts.cases++;
    // Registry code takes a process of its own, so it is there only where it is what was changed.
    const registry = name === 'service-registry.ts' ? name : 'service-registry.json';
    for (const input of inputs) rmSync(join(product, input), { force: true });
    for (const input of [...inputs.slice(0, 3), registry]) writeFileSync(join(product, input), texts[input as keyof typeof texts]);
    const bytes = edits.reduce(edited, texts[name]);
    writeFileSync(join(product, name), bytes);
    const { code, err } = await cadastre('check');
    shown(err);
    // One that a later change cuts into pieces, or of which it copies one, has no form.
    const isWhole = edits.find(({ kind, chunk }) => kind === 'insert' && pasted.includes(chunk)) === edits.at(-1);
    const credentials = isWhole ? wholeLines.filter((credential) => bytes.includes(credential.text)) : [];
    for (const credential of credentials) {
      for (const format of ['json', 'github']) {
        const { out, err: told } = await cadastre('check', '--format', format);
        expectHidden(out + told, credential, name);
      }
      expectHidden(err, credential, name);
    }
    if (code !== 0 && code !== 1) throw new Error(`exit code ${code}: ${err}`);
    if (code === 1 && !/^error\[/m.test(err)) throw new Error(`exit code 1 without an error: ${err}`);
    if (code === 0 && /^error\[/m.test(err)) throw new Error(`exit code 0 with an error: ${err}`);
    if (/^error\[[^\]]+\][^\n]*\n(?! +-->)/m.test(err)) throw new Error(`an error without a place: ${err}`);
    if (code === 1) counts.refused++;
    else counts.synthesized++;
    for (const [, found] of err.matchAll(/^(?:error|warning)\[([a-z0-9-]+)\]/gm)) counts.codes.add(found!);
  });
}
