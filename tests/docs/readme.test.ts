import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { HANG_MS } from '../support/hang';

const root = path.resolve(__dirname, '../..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

/** One fenced block of the README. */
interface Block {
  readonly language: string;
  readonly text: string;
  /** What the HTML comment right before it says. */
  readonly remark: string | undefined;
  /** Where it stands, for the names of tests. */
  readonly line: number;
}

/** The environment of the commands: of the caller's, nothing that would make git or colours different. */
const environment: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') && name !== 'FORCE_COLOR')),
  CDK8S_CHECK_UPGRADE: 'false',
  NO_COLOR: '1',
};

describe('the README', () => {
  let checkout: string;
  /** What the last command printed, without what npm says about itself. */
  let printed: string;

  beforeAll(() => {
    checkout = copyOfCheckout();
  });
  afterAll(() => rmSync(checkout, { recursive: true, force: true }));

  // In the order of the page: a reader's changes of the registry have their effect on what follows.
  for (const block of blocksOf(readme)) {
    const title = `line ${block.line}: ${block.text.split('\n')[0]?.trim()}`;
    const { language, text, remark } = block;
    const reason = remark === undefined ? undefined : /^not run: (.+)/.exec(remark)?.[1];
    if (language === 'sh' && reason !== undefined) {
      test(`${title} (not run: ${reason})`, () => expect(namedScriptsMissing(text)).toEqual([]));
    } else if (language === 'sh') {
      test(`${title} runs`, () => {
        const expected = Number(/^exits (\d+)/.exec(remark ?? '')?.[1] ?? 0);
        const { status, output } = run(text, checkout);
        expect({ status, output }).toEqual({ status: expected, output });
        printed = output;
      });
    } else if (language === 'text') {
      test(`${title} is what the command before it prints`, () => expect(printed).toBe(text));
    } else if (language === 'diff') {
      test(`${title} applies`, () => {
        execFileSync('git', ['apply', '-'], { cwd: checkout, input: text, env: environment });
      });
    } else if (language === 'yaml' && remark?.startsWith('dist/') === true) {
      test(`${title} stands in ${remark}`, () => {
        const manifest = readFileSync(path.join(checkout, remark), 'utf8');
        expect(partsMissing(text, manifest)).toEqual([]);
      });
    }
  }

  test('names `npm test` as the test command', () => {
    const commands = blocksOf(readme)
      .filter(({ language }) => language === 'sh')
      .flatMap(({ text }) => text.split('\n'));
    expect(commands).toContain('npm ci');
    expect(commands).toContain('npx cdk8s synth');
    expect(commands).toContain('npm test');
  });

  test('has led to a tree for every product and environment', () => {
    const dist = path.join(checkout, 'dist/property-tax');
    expect(readdirSync(dist).sort()).toEqual(['dev', 'prod', 'staging']);
    for (const tree of readdirSync(dist)) expect(readdirSync(path.join(dist, tree))).toContain('00-namespace.k8s.yaml');
  });

  test('leaves the decision on Secrets with a row for each that prod refers to', () => {
    const decision = readFileSync(path.join(root, 'docs/adr/0006-development-secrets.md'), 'utf8');
    const rows = [...decision.matchAll(/^\| `([a-z0-9-]+)` \| ((?:`[a-z.]+`(?: |(?= \|)))+)/gm)].map(([, name = '', keys = '']) => [
      name,
      [...keys.matchAll(/`([a-z.]+)`/g)].map(([, key]) => key),
    ]);
    const listed = Object.fromEntries(rows) as Record<string, string[]>;
    const referred = secretKeys(path.join(checkout, 'dist/property-tax/prod'));
    expect(Object.keys(listed).sort()).toEqual(Object.keys(referred).sort());
    for (const [name, keys] of Object.entries(referred))
      expect({ name, keys: listed[name] }).toEqual({ name, keys: expect.arrayContaining(keys) as unknown });
  });
});

describe('the documentation', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'imports/README.md', ...pagesIn('docs')];

  test.each(pages)('%s links to what is there', (page) => {
    const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link));
    const missing = links.filter((link) => {
      const [file = '', heading] = link.split('#');
      const target = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
      return !existsSync(path.join(root, target)) || (heading !== undefined && !headingsOf(target).includes(heading));
    });
    expect(missing).toEqual([]);
  });

  test.each(pages.filter((page) => page !== 'imports/README.md'))('%s is in the package, and so is what it links to', (page) => {
    const { files } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { files: string[] };
    const links = [...textOf(page).matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^[a-z]+:/.test(link));
    const targets = [page, ...links.map((link) => path.posix.join(path.posix.dirname(page), link))];
    expect(targets.filter((target) => !files.includes(target.split('/')[0] ?? ''))).toEqual([]);
  });

  test.each(pages)('%s shows commands and manifests that exist', (page) => {
    const blocks = blocksOf(readFileSync(path.join(root, page), 'utf8'));
    expect(blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => namedScriptsMissing(text))).toEqual([]);
    const missing = blocks.flatMap(({ language, text, remark }) => {
      if (language !== 'yaml' || remark === undefined || !/^(?:dist|__snapshots__)\//.test(remark)) return [];
      return partsMissing(text, readFileSync(path.join(root, remark), 'utf8'));
    });
    expect(missing).toEqual([]);
  });
});

/** A page without its fenced blocks. */
function textOf(page: string): string {
  return readFileSync(path.join(root, page), 'utf8').replace(/^```[\s\S]*?^```/gm, '');
}

/** The anchors of a page's headings, as GitHub makes them. */
function headingsOf(page: string): string[] {
  return [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function blocksOf(markdown: string): Block[] {
  const fence = /(?:^<!-- ([^\n]*?) -->\n)?^```(\w+)\n([\s\S]*?)^```$/gm;
  return [...markdown.matchAll(fence)].map(({ 1: remark, 2: language = '', 3: text = '', index }) => {
    const line = markdown.slice(0, index).split('\n').length + (remark === undefined ? 0 : 1);
    return { language, text: language === 'diff' ? text : text.trimEnd(), remark, line };
  });
}

/** What is committed and what is about to be, in a repository of its own, with the packages of this one. */
function copyOfCheckout(): string {
  const copy = realpathSync(mkdtempSync(path.join(tmpdir(), 'cadastre-readme-')));
  const git = (cwd: string, ...args: string[]): string =>
    execFileSync('git', args, { cwd, env: environment, encoding: 'utf8', maxBuffer: 2 ** 26 });
  const files = git(root, 'ls-files', '--cached', '--others', '--exclude-standard', '-z').split('\0');
  for (const file of files) {
    if (file === '' || !existsSync(path.join(root, file))) continue;
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    cpSync(path.join(root, file), path.join(copy, file));
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'dir');
  git(copy, 'init', '--quiet');
  git(copy, 'add', '--all');
  git(
    copy,
    '-c',
    'user.name=reader',
    '-c',
    'user.email=reader@localhost',
    '-c',
    'commit.gpgsign=false',
    'commit',
    '--quiet',
    '--no-verify',
    '--message=as cloned',
  );
  return copy;
}

/** Runs a block as its reader would, except that packages are there already, and that these tests do not start themselves. */
function run(commands: string, cwd: string): { readonly status: number | null; readonly output: string } {
  const script = commands
    .split('\n')
    .map((command) => {
      if (command === 'npm ci') return 'test -f package-lock.json';
      if (command === 'npm test') return `test "$(node -p 'typeof require("./package.json").scripts.test')" = string`;
      return command;
    })
    .join('\n');
  const { status, stdout } = spawnSync('bash', ['-euo', 'pipefail', '-c', `exec 2>&1\n${script}`], {
    cwd,
    env: environment,
    encoding: 'utf8',
    timeout: HANG_MS,
    killSignal: 'SIGKILL',
  });
  const lines = stdout.split('\n').filter((line) => !/^(?:> |npm (?:warn|notice)\b)/.test(line));
  return { status, output: lines.join('\n').trim() };
}

/** The `npm run` scripts that a text names and package.json does not have. */
function namedScriptsMissing(text: string): string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  return [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name).filter((name) => !Object.hasOwn(scripts, name));
}

/** The parts of an excerpt, between lines of `# …`, that do not follow each other in a text. */
function partsMissing(excerpt: string, text: string): string[] {
  let rest = text;
  return excerpt.split(/^ *# …\n/m).filter((part) => {
    const at = rest.indexOf(`\n${part.trimEnd()}\n`);
    if (at !== -1) rest = rest.slice(at + part.trimEnd().length);
    return at === -1;
  });
}

/** The keys of Secrets that the manifests of a folder refer to, by the Secret's name. */
function secretKeys(directory: string): Record<string, string[]> {
  const keys: Record<string, Set<string>> = {};
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    for (const [field, inner] of Object.entries(value)) {
      if (field === 'secretKeyRef') (keys[(inner as { name: string }).name] ??= new Set()).add((inner as { key: string }).key);
      else visit(inner);
    }
    if ('tls' in value)
      for (const { secretName } of value.tls as { secretName: string }[]) keys[secretName] = new Set(['tls.crt', 'tls.key']);
  };
  for (const file of readdirSync(directory)) {
    for (const document of parseAllDocuments(readFileSync(path.join(directory, file), 'utf8'))) visit(document.toJS());
  }
  return Object.fromEntries(Object.entries(keys).map(([name, set]) => [name, [...set].sort()]));
}

/** The Markdown files below a folder of the checkout. */
function pagesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.posix.join(folder, file.replaceAll('\\', '/')))
    .sort();
}
