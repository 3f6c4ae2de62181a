import fc from 'fast-check';
import { createLocator, formatGithub, formatJson, formatText, type Diagnostic } from '../../diagnostics';
import { finding, wordings } from './wordings';

const registry = 'registry/property-tax/service-registry.ts';
const overlay = 'registry/property-tax/environments/dev.yaml';

const sources: Readonly<Record<string, string>> = {
  [registry]: [
    'export const serviceRegistry = defineRegistry({',
    ...Array<string>(41).fill(''),
    "  'assessment-roll': {",
    "    routes: ['/api/v1/properties', '/api/v1/assessments',    '/api/v1/owners'],",
    '  },',
    ...Array<string>(10).fill(''),
    "  'tax-billing-instalment': {",
    "    routes: ['/api/v1/bills', '/api/v1/owners'],",
    '  },',
    '});',
  ].join('\n'),
  [overlay]: 'services:\n  "a.b":\n    port: 1\n',
};
const locate = createLocator((file) => sources[file]);
const nowhere = (): undefined => undefined;

const conflict = finding(
  'route-conflict',
  { route: '/api/v1/owners', other: 'assessment-roll' },
  { file: registry, path: ['tax-billing-instalment', 'routes', 1] },
  [{ label: 'also declared at', place: { file: registry, path: ['assessment-roll', 'routes', 2] } }],
);
const inversion = finding('layer-inversion', { name: 'tax-levy-rate' }, { file: overlay, path: ['services', 'a.b', 'port'], key: true });
const rootless = finding('layer-inversion', { name: 'x' }, { file: 'gone.yaml', path: [] });

describe('text', () => {
  test('every finding, sorted, with a last line', () => {
    const text = formatText([conflict, inversion, rootless], { locate, color: false, distState: 'dist/ is unchanged', wordings });
    expect(text).toBe(`warning[layer-inversion]: depends on \`x\`
  --> gone.yaml
   = help: turn the dependency around

warning[layer-inversion]: depends on \`tax-levy-rate\`
  --> registry/property-tax/environments/dev.yaml:3:5: services["a.b"].port
   = help: turn the dependency around

error[route-conflict]: route \`/api/v1/owners\` is already served by \`assessment-roll\`
  --> registry/property-tax/service-registry.ts:57:31: tax-billing-instalment.routes[1]
   = note: also declared at registry/property-tax/service-registry.ts:44:62: assessment-roll.routes[2]
   = note: an Ingress sends a path to one backend, so the controller would pick one of the two
   = help: give this route a longer prefix, such as \`/api/v1/owners/tax-bills\`, or remove it from one service

1 error and 2 warnings; dist/ is unchanged
`);
  });

  test.each([
    [[], 'no errors and no warnings; dist/ is up to date\n'],
    [[inversion], '1 warning; dist/ is up to date\n'],
    [[conflict], '1 error; dist/ is up to date\n'],
    [[inversion, rootless], '2 warnings; dist/ is up to date\n'],
    // Once, although two environments reported it.
    [[conflict, structuredClone(conflict)], '1 error; dist/ is up to date\n'],
  ])('the last line counts', (diagnostics, last) => {
    const text = formatText(diagnostics, { locate: nowhere, color: false, distState: 'dist/ is up to date', wordings });
    expect(text.endsWith(diagnostics.length === 0 ? last : `\n\n${last}`)).toBe(true);
  });

  test('only the severity is coloured', () => {
    const text = formatText([conflict, inversion], { locate, color: true, distState: 'dist/ is unchanged', wordings });
    expect(text).toContain('\u001b[1m\u001b[31merror[route-conflict]\u001b[39m\u001b[22m: route');
    expect(text).toContain('\u001b[1m\u001b[33mwarning[layer-inversion]\u001b[39m\u001b[22m: depends');
    const plain = formatText([conflict, inversion], { locate, color: false, distState: 'dist/ is unchanged', wordings });
    expect(text.replace(/\u001b\[\d+m/g, '')).toBe(plain);
  });

  test('a known position needs no looking up', () => {
    const at = { file: registry, path: [], position: { line: 3, column: 9 } };
    const text = formatText([finding('layer-inversion', { name: 'x' }, at)], { locate, color: false, distState: '', wordings });
    expect(text).toContain(`  --> ${registry}:3:9\n`);
  });
});

test('JSON', () => {
  const json = formatJson([conflict, rootless], { locate, wordings });
  expect(json).toBe(`[
  {
    "code": "layer-inversion",
    "severity": "warning",
    "message": "depends on \`x\`",
    "file": "gone.yaml",
    "line": null,
    "column": null,
    "path": "",
    "related": [],
    "notes": [],
    "help": "turn the dependency around"
  },
  {
    "code": "route-conflict",
    "severity": "error",
    "message": "route \`/api/v1/owners\` is already served by \`assessment-roll\`",
    "file": "registry/property-tax/service-registry.ts",
    "line": 57,
    "column": 31,
    "path": "tax-billing-instalment.routes[1]",
    "related": [
      {
        "label": "also declared at",
        "file": "registry/property-tax/service-registry.ts",
        "line": 44,
        "column": 62,
        "path": "assessment-roll.routes[2]"
      }
    ],
    "notes": [
      "an Ingress sends a path to one backend, so the controller would pick one of the two"
    ],
    "help": "give this route a longer prefix, such as \`/api/v1/owners/tax-bills\`, or remove it from one service"
  }
]
`);
  expect(formatJson([], { locate, wordings })).toBe('[]\n');
});

test('GitHub workflow commands', () => {
  const commands = formatGithub([conflict, rootless], { locate, wordings });
  expect(commands).toBe(
    '::warning file=gone.yaml,title=layer-inversion::depends on `x`%0Ahelp: turn the dependency around\n' +
      '::error file=registry/property-tax/service-registry.ts,line=57,col=31,title=route-conflict::' +
      'tax-billing-instalment.routes[1]: route `/api/v1/owners` is already served by `assessment-roll`' +
      '%0Anote: also declared at registry/property-tax/service-registry.ts:44:62: assessment-roll.routes[2]' +
      '%0Anote: an Ingress sends a path to one backend, so the controller would pick one of the two' +
      '%0Ahelp: give this route a longer prefix, such as `/api/v1/owners/tax-bills`, or remove it from one service\n',
  );
  expect(formatGithub([], { locate, wordings })).toBe('');
});

test('GitHub commands escape what would end a property or the command', () => {
  const at = { file: 'a,b:c%.yaml', path: ['100%'] };
  expect(formatGithub([finding('layer-inversion', { name: '50%::x,y' }, at)], { locate: nowhere, wordings })).toBe(
    '::warning file=a%2Cb%3Ac%25.yaml,title=layer-inversion::["100%25"]: depends on `50%25::x,y`%0Ahelp: turn the dependency around\n',
  );
});

describe('whatever a hostile input is called', () => {
  const hostile = [
    'x\nerror[forged]: y',
    'x\r::error::y',
    '\u001b[2J\u001b]0;title\u0007',
    '\u009b31m',
    'x\u2028y\u2029z\u0085',
    '\u202egnp.exe',
    'a\u200bb\ufeff',
    '\ud800',
    '##[add-mask]x',
    '##vso[task.setvariable variable=a]b',
    '\u{e0041}',
    '\u007f\u0000\t',
  ];
  const findings = (name: string): Diagnostic[] => [
    finding('route-conflict', { route: name, other: name }, { file: `${name}.yaml`, path: [name, 0, name], key: true }, [
      { label: name, place: { file: name, path: [name] } },
    ]),
  ];
  const treacherous = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\u200b-\u200d\ufeff\u{e0000}-\u{e007f}]|##\w*\[/u;
  const linesOf = (text: string): string[] => {
    expect(text.endsWith('\n')).toBe(true);
    return text.slice(0, -1).split('\n');
  };
  const name = fc.oneof(
    fc.constantFrom(...hostile),
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...hostile, '##', '[', '\n', '::', '%0A', ']'), { maxLength: 6 }).map((parts) => parts.join('')),
  );

  test('the text has its own lines alone', () => {
    fc.assert(
      fc.property(name, (text) => {
        const lines = linesOf(formatText(findings(text), { locate: nowhere, color: false, distState: 'end', wordings }));
        expect(lines.filter((line) => treacherous.test(line))).toEqual([]);
        const starts = [
          'error[route-conflict]: route `',
          '  --> ',
          '   = note: ',
          '   = note: an Ingress',
          '   = help: give',
          '',
          '1 error; end',
        ];
        expect(lines.map((line, index) => line.slice(0, starts[index]?.length))).toEqual(starts);
      }),
      { numRuns: 500 },
    );
  });

  test('GitHub gets one command, and nothing out of the names', () => {
    fc.assert(
      fc.property(name, (text) => {
        const lines = linesOf(formatGithub(findings(text), { locate: nowhere, wordings }));
        expect(lines).toHaveLength(1);
        expect(lines[0]).toMatch(/^::error file=[^:,]*,title=route-conflict::/);
        expect(lines.filter((line) => treacherous.test(line))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('JSON stays harmless and keeps the file name to the letter', () => {
    fc.assert(
      fc.property(name, (text) => {
        const json = formatJson(findings(text), { locate: nowhere, wordings });
        expect(json.split('\n').filter((line) => treacherous.test(line))).toEqual([]);
        const [record] = JSON.parse(json) as [{ file: string; path: string; message: string }];
        expect(record.file).toBe(`${text}.yaml`);
        expect(treacherous.test(record.message)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('it is shown, escaped', () => {
    const text = formatText(findings('a\n\u001b[2J\u202e##[x]'), { locate: nowhere, color: false, distState: 'end', wordings });
    expect(text.split('\n')[0]).toBe(
      'error[route-conflict]: route `a\\n\\u001b[2J\\u202e##\\u005bx]` is already served by `a\\n\\u001b[2J\\u202e##\\u005bx]`',
    );
  });
});

describe('lines to copy', () => {
  const copied = {
    ...wordings,
    'layer-inversion': {
      ...wordings['layer-inversion']!,
      lines: ({ name }: { name: string }) => ['network:', `  ${name}: internet`],
    } as never,
  };
  const found = [finding('layer-inversion', { name: 'x\u001b[31m' }, { file: 'gone.yaml', path: [] })];

  test('stand below the help, without anything before them', () => {
    const text = formatText(found, { locate: nowhere, color: false, distState: '', wordings: copied });
    expect(text).toContain('   = help: turn the dependency around\n\nnetwork:\n  x\\u001b[31m: internet\n\n');
  });

  test('are in JSON, and in the message on GitHub', () => {
    expect(JSON.parse(formatJson(found, { locate: nowhere, wordings: copied }))).toMatchObject([
      { lines: ['network:', String.raw`  x\u001b[31m: internet`] },
    ]);
    expect(formatGithub(found, { locate: nowhere, wordings: copied })).toContain('%0Ahelp: turn the dependency around%0Anetwork:%0A  x');
  });
});
