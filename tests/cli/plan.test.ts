import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cadastre } from '../support/command';
import { edit, shopRegistry, useShopFolder } from '../support/shop-folder';

const manifestFile = 'registry/shop/manifest.yaml';
const production = `delivery: kubectl
images: { tag: 1.4.2 }
secrets: { provider: existing }
postgres: { provider: external, host: db.example.com, maxConnections: 200, tls: { mode: verify-full } }
ingress: { className: nginx, host: shop.example.com, tls: { secretName: shop-tls } }
network: { hosts: { db.example.com: [10.0.0.0/24] } }
`;

useShopFolder();

function git(...args: string[]): string {
  return execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main', ...args], {
    encoding: 'utf8',
  });
}

beforeEach(async () => {
  edit(manifestFile, '[dev]', '[dev, prod]');
  writeFileSync('registry/shop/environments/prod.yaml', production);
  writeFileSync('.gitignore', '*.secret.k8s.yaml\n');
  expect((await cadastre('synth')).code).toBe(0);
  git('init', '-q');
  git('add', '-A');
  git('commit', '-q', '-m', 'applied');
});

interface PlanJson {
  readonly version: number;
  readonly against: string;
  readonly plans: readonly {
    readonly environment: string;
    readonly verdict: string;
    readonly steps: readonly {
      readonly object: { readonly kind: string; readonly name: string };
      readonly action: string;
      readonly verdict: string;
      readonly file: string | null;
      readonly reasons: readonly { readonly code: string; readonly verdict: string; readonly line: number | null }[];
      readonly changes: readonly { readonly path: string; readonly from: string | null; readonly to: string | null }[];
    }[];
  }[];
}

const renamed = (): void => edit(shopRegistry, "database: 'orders'", "database: 'orders_new'");
const stemOf = ({ kind, name }: { readonly kind: string; readonly name: string }): string => `${kind}/${name.replace(/-[0-9a-f]{8}$/, '')}`;

async function planned(...args: string[]): Promise<{ readonly code: number; readonly plans: PlanJson['plans'] }> {
  const { code, out } = await cadastre('plan', '--format', 'json', ...args);
  return { code, plans: (JSON.parse(out) as PlanJson).plans };
}

describe('cadastre plan', () => {
  test('plans nothing where an object cannot be built', async () => {
    renamed();
    appendFileSync(
      'registry/shop/environments/prod.yaml',
      '\npatches: [{ target: { kind: Deployment, name: orders }, jsonPatch: [{ op: replace, path: /spec/nope, value: 1 }] }]\n',
    );
    const { code, out, err } = await cadastre('plan', '-e', 'prod');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('error[patch-failed]');
    expect(err).toContain('nothing was planned');
  });

  test.each([
    ['with the line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['with comments behind its separators', (text: string) => text.replaceAll('\n---\n', '\n--- # next\n')],
  ])('reads manifests of before %s', async (_title, change) => {
    cpSync('dist', 'other', { recursive: true });
    const files = readdirSync('other', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
    for (const file of files) writeFileSync(join('other', file), change(readFileSync(join('other', file), 'utf8')));
    expect((await cadastre('plan', '-e', 'prod', '--against-dir', 'other')).out).toBe('shop/prod against other: nothing changes\n');
    renamed();
    expect((await cadastre('plan', '-e', 'prod', '--against-dir', 'other')).code).toBe(3);
  });

  test('stops where manifests of before cannot be read', async () => {
    cpSync('dist', 'other', { recursive: true });
    writeFileSync('other/shop/prod/orders.k8s.yaml', '<<<<<<< HEAD\n');
    const { code, out } = await cadastre('plan', '-e', 'prod', '--against-dir', 'other');
    expect(code).toBe(3);
    expect(out).toContain('orders.k8s.yaml');
  });

  test('names for each environment what it was compared with', async () => {
    git('rm', '-r', '-q', '--cached', 'dist/shop/dev');
    git('commit', '-q', '-m', 'dev is made by everybody');
    const { out } = await cadastre('plan');
    expect(out).toBe('shop/dev against dist on disk: nothing changes\n\nshop/prod against HEAD: nothing changes\n');
  });

  test('says that nothing changes, and writes nothing', async () => {
    const before = git('status', '--porcelain');
    const { code, out } = await cadastre('plan');
    expect({ code, out }).toEqual({ code: 0, out: 'shop/dev against HEAD: nothing changes\n\nshop/prod against HEAD: nothing changes\n' });
    expect((await cadastre('plan', '--exit-code')).code).toBe(0);
    edit(shopRegistry, "label: 'Orders'", "label: 'Carts'");
    await cadastre('plan');
    expect(git('status', '--porcelain').replace(/^ M registry.*\n/m, '')).toBe(before);
  });

  test('tells of each object what happens, in order, with what changes', async () => {
    edit('registry/shop/environments/prod.yaml', 'tag: 1.4.2', 'tag: 1.4.3');
    const { code, plans } = await planned('-e', 'prod');
    const [{ steps, verdict } = { steps: [], verdict: '' }] = plans;
    expect({ code, verdict }).toEqual({ code: 0, verdict: 'restarts' });
    const deployment = steps.find(({ object }) => stemOf(object) === 'Deployment/orders');
    expect(deployment).toMatchObject({ action: 'change', verdict: 'restarts', file: 'orders.k8s.yaml' });
    const image = deployment?.changes.find(({ path }) => path.endsWith('.image'));
    expect(image?.from).toContain(':1.4.2');
    expect(image?.to).toContain(':1.4.3');
    expect(steps.filter(({ action }) => action === 'delete' || action === 'leave')).toEqual([]);
  });

  test('exits with 4 for changes where that is asked for', async () => {
    edit('registry/shop/environments/prod.yaml', 'tag: 1.4.2', 'tag: 1.4.3');
    expect((await cadastre('plan', '-e', 'prod')).code).toBe(0);
    expect((await cadastre('plan', '-e', 'prod', '--exit-code')).code).toBe(4);
  });

  test('exits with 3 where data is left behind, unless that is allowed by name, or accepted in the product manifest', async () => {
    renamed();
    const { code, plans } = await planned('-e', 'prod');
    expect({ code, verdict: plans[0]?.verdict }).toEqual({ code: 3, verdict: 'destroys' });
    const allow = ['--allow', 'upgrade-database:Job/orders-db-init'];
    expect((await cadastre('plan', '-e', 'prod', ...allow)).code).toBe(0);
    const unused = await cadastre('plan', '-e', 'prod', ...allow, '--allow', 'upgrade-selector:Deployment/orders');
    expect(unused.code).toBe(2);
    expect(unused.err).toContain('`--allow upgrade-selector:Deployment/orders` matches nothing');
    writeFileSync(
      manifestFile,
      `${readFileSync(manifestFile, 'utf8')}changes: [{ allow: upgrade-database, object: Job/orders-db-init, until: 2999-01-01 }]\n`,
    );
    const accepted = await cadastre('plan', '-e', 'prod');
    expect(accepted.code).toBe(0);
    expect(accepted.out).toContain('Data is lost or left behind');
  });

  test('plans nothing of a registry with errors', async () => {
    edit(shopRegistry, 'port: 4001', 'port: 400001');
    const { code, err, out } = await cadastre('plan');
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain('nothing was planned');
  });

  test('prints the lines that delete what kubectl leaves', async () => {
    edit('registry/shop/environments/prod.yaml', 'network: {', 'network: { policies: none, reason: a test,');
    const { out } = await cadastre('plan', '-e', 'prod');
    expect(out).toContain('Security\n');
    expect(out).toMatch(/^ {2}kubectl -n shop delete networkpolicy default-deny$/m);
    for (const line of out.split('\n')) if (!/->|kubectl -n|\.k8s\.yaml|^ {4}at /.test(line)) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('compares with a commit, and with a folder', async () => {
    renamed();
    expect((await cadastre('synth', '-e', 'prod')).code).toBe(1);
    expect((await planned('-e', 'prod', '--against-ref', 'HEAD')).code).toBe(3);
    expect((await planned('-e', 'prod', '--against-dir', 'dist')).code).toBe(3);
    const missing = await cadastre('plan', '--against-ref', 'nowhere');
    expect({ code: missing.code, err: missing.err.includes('nowhere') }).toEqual({ code: 2, err: true });
  });

  test('is all new where nothing was applied before', async () => {
    git('rm', '-rq', '--cached', 'dist');
    git('commit', '-q', '-m', 'gone');
    execFileSync('rm', ['-rf', 'dist']);
    const { plans } = await planned('-e', 'prod');
    execFileSync('rm', ['-rf', '.git']);
    expect((await cadastre('plan', '-e', 'prod')).out).toContain('shop/prod against dist on disk: ');
    expect(new Set(plans[0]?.steps.map(({ action }) => action))).toEqual(new Set(['create', 'run']));
  });

  test('writes a comment for a pull request that shows no markup of the input and is never too long', async () => {
    edit(shopRegistry, "label: 'Orders'", "label: 'Orders <img src=x> @team'");
    const { code, out } = await cadastre('plan', '--format', 'markdown');
    expect(code).toBe(0);
    expect(out).toContain('### `shop/prod` against `HEAD`');
    expect(out).toContain('<details><summary>Everything, in order');
    expect(out.replace(/`+[^`]*`+/g, '')).not.toMatch(/<img|@team/);
    expect(out.length).toBeLessThanOrEqual(65_536);
  });

  test('says in the annotations of GitHub what needs a look', async () => {
    renamed();
    const { out } = await cadastre('plan', '-e', 'prod', '--format', 'github');
    expect(out).toMatch(/^::error file=registry\/shop\/service-registry\.ts,line=\d+.*upgrade-database/m);
  });

  describe('of an environment that is gone', () => {
    const object = 'upgrade-tree-left:Tree/shop.prod';
    beforeEach(() => {
      edit(manifestFile, '[dev, prod]', '[dev]');
      rmSync('registry/shop/environments/prod.yaml');
    });

    test.each(['text', 'markdown'])('tells what its tree leaves behind, as %s', async (format) => {
      const { code, out } = await cadastre('plan', '--format', format);
      expect({ code, told: out.includes('Trees that the registry does not write any more') }).toEqual({ code: 3, told: true });
      expect(out.replace(/\s+/g, ' ')).toContain('`orders on db.example.com:5432`');
    });

    test('tells it to programs and to GitHub, and takes it as allowed', async () => {
      const { left } = JSON.parse((await cadastre('plan', '--format', 'json')).out) as { left: { code: string; verdict: string }[] };
      expect(left).toMatchObject([{ code: 'upgrade-tree-left', verdict: 'destroys' }]);
      expect((await cadastre('plan', '--format', 'github')).out).toContain('upgrade-tree-left');
      expect((await cadastre('plan', '--allow', object)).code).toBe(0);
      expect((await cadastre('plan', '--allow', object, '--exit-code')).code).toBe(4);
    });

    test('says nothing of it where a part of the registry is asked for', async () => {
      const { code, out } = await cadastre('plan', '-e', 'dev');
      expect({ code, out }).toEqual({ code: 0, out: 'shop/dev against HEAD: nothing changes\n' });
    });
  });
});
