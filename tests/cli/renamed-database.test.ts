import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cadastre } from '../support/command';
import { edit, shopRegistry, useShopFolder } from '../support/shop-folder';

/** A database that gets another name: what `plan` says before, and what it and `check` ask for afterwards. */

const production = `delivery: kubectl
images: { tag: 1.4.2 }
secrets: { provider: existing }
postgres: { provider: external, host: db.example.com, maxConnections: 200, tls: { mode: verify-full } }
ingress: { className: nginx, host: shop.example.com, tls: { secretName: shop-tls } }
network: { hosts: { db.example.com: [10.0.0.0/24] } }
`;

useShopFolder();

function git(...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main', ...args]);
}

/** Writes the manifests of one environment, or of all, and commits them. */
async function apply(...args: string[]): Promise<void> {
  expect((await cadastre('synth', ...args)).code).toBe(0);
  git('add', '-A');
  git('commit', '-q', '-m', 'applied');
}

beforeEach(async () => {
  edit('registry/shop/manifest.yaml', '[dev]', '[dev, prod]');
  writeFileSync('registry/shop/environments/prod.yaml', production);
  writeFileSync('.gitignore', '*.secret.k8s.yaml\n');
  git('init', '-q');
  await apply();
  edit(shopRegistry, "database: 'orders'", "database: 'orders_new', databaseRenamedFrom: 'orders'");
});

const over = 'upgrade-rename-over';

test('the lines that stop what uses it come first, and nothing is left behind', async () => {
  const { code, out } = await cadastre('plan', '-e', 'prod');
  expect(code).toBe(0);
  expect(out.split('\n').slice(1, 6).join('\n')).toMatch(
    /^\nBefore the apply, stop what uses the databases that are renamed[^]*\n {2}kubectl -n shop scale deployment\/orders --replicas=0\n/,
  );
  expect(out.replace(/\s+/g, ' ')).toContain('renames the database of `orders` from `orders` to `orders_new`');
  expect(out).not.toMatch(/upgrade-database|Data is lost/);
  const markdown = await cadastre('plan', '-e', 'prod', '--format', 'markdown');
  expect(markdown.out).toMatch(/^### [^\n]*\n\nBefore the apply[^]*```sh\nkubectl -n shop scale deployment\/orders --replicas=0\n```/);
  const { out: json } = await cadastre('plan', '-e', 'prod', '--format', 'json');
  expect(json).toContain('"code": "plan-database-renamed"');
});

test('plan and check ask to remove the field when every environment has had it, and not before', async () => {
  await apply('-e', 'dev');
  expect((await cadastre('plan')).out).not.toContain(over);
  expect((await cadastre('check')).out).not.toContain(over);
  await apply('-e', 'prod');
  for (const format of ['text', 'markdown', 'json', 'github']) {
    const { code, out } = await cadastre('plan', '--format', format);
    expect([format, code, out]).toEqual([format, 0, expect.stringContaining(over)]);
  }
  const checked = await cadastre('check');
  expect(checked.code).toBe(0);
  expect(`${checked.out}${checked.err}`).toContain(over);
  expect(`${checked.out}${checked.err}`).toContain('remove `databaseRenamedFrom`');
  edit(shopRegistry, ", databaseRenamedFrom: 'orders'", '');
  const { out } = await cadastre('plan', '--format', 'json');
  expect(out).not.toContain(over);
  // The Job of the other script runs once more, and no pod restarts.
  const steps = (JSON.parse(out) as { plans: { steps: { action: string; verdict: string }[] }[] }).plans.flatMap((plan) => plan.steps);
  expect(steps.filter(({ action, verdict }) => action === 'change' || verdict !== 'applies')).toEqual([]);
});

test('a name that it never had loses the data as before', async () => {
  edit(shopRegistry, "databaseRenamedFrom: 'orders'", "databaseRenamedFrom: 'ordres'");
  const { code, out } = await cadastre('plan', '-e', 'prod');
  expect(code).toBe(3);
  expect(out.replace(/\s+/g, ' ')).toContain("say `databaseRenamedFrom: 'orders'`");
});
