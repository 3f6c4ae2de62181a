import { mkdirSync } from 'node:fs';
import path from 'node:path';

import { cadastre, type Ran } from '../support/command';
import { runCommand } from './support/command';
import { kubectl, kubectlJson, kubectlOk } from './support/kubectl';
import { pathWithKubectl, type PathOptions } from './support/kubectl-on-path';
import { podTemplateOf, readObjects, type KubernetesObject } from './support/manifests';
import { removeNamespace } from './support/namespaces';
import { describeOnCluster, newFolder, type ClusterRun } from './support/run';
import { writeSecretsShop, type ShopEnvironment } from './support/secrets-shop';
import { synthesize } from './support/synthesis';

interface StoredSecret extends KubernetesObject {
  readonly type: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly metadata: KubernetesObject['metadata'] & { readonly resourceVersion: string };
}

const loneSecrets = ['catalogue-db', 'orders-db', 'postgres-admin', 'rabbitmq-auth', 'redis-auth', 'tokens'];
const originalPath = process.env['PATH'];

describeOnCluster('cadastre secrets', (run) => {
  let count = 0;
  let shop: Shop;

  beforeEach(() => {
    shop = newShop(run, `secrets-${(count += 1)}-${run.id}`);
  });
  afterEach(async () => {
    process.env['PATH'] = originalPath;
    await removeNamespace(run, shop.namespace);
    await removeNamespace(run, `${shop.namespace}-tied`);
  });

  describe('init', () => {
    test('creates the namespace and every Secret on an empty cluster, and tells names alone', async () => {
      const ran = await shop.init('lone');
      expect(ran).toMatchObject({ code: 0, err: '' });
      expect(ran.out.split('\n').slice(1)).toEqual([
        `namespace/${shop.namespace}: created`,
        'secret/catalogue-db: created with dbname, host, password, port, uri, username',
        'secret/orders-db: created with dbname, host, password, port, uri, username',
        'secret/postgres-admin: created with password, username',
        'secret/rabbitmq-auth: created with password, username',
        'secret/redis-auth: created with password',
        'secret/sentry: not there, and optional (dsn)',
        'secret/tokens: created with refresh, session',
        '',
      ]);
      const secrets = await shop.secrets();
      expect(secrets.map(({ metadata }) => metadata.name)).toEqual(loneSecrets);
      const drawn = secrets.flatMap(({ data }) => Object.entries(data ?? {}).filter(([key]) => /^(?:password|session|refresh)$/.test(key)));
      const values = drawn.map(([, value]) => decoded(value));
      expect(values).toHaveLength(7);
      expect(new Set(values).size).toBe(7);
      for (const value of values) expect(value).toMatch(/^[0-9a-f]{64}$/);
      expectNoValues(ran, secrets);
    });

    test('makes Secrets that say what the registry says, with the labels of all manifests and no copy of their data', async () => {
      await shop.init('lone');
      const [database] = await shop.secrets();
      const { password = '', ...data } = Object.fromEntries(
        Object.entries(database?.data ?? {}).map(([key, value]) => [key, decoded(value)]),
      );
      expect(data).toEqual({
        dbname: 'catalogue',
        host: 'postgres',
        port: '5432',
        username: 'catalogue',
        uri: `postgresql://catalogue:${password}@postgres:5432/catalogue`,
      });
      expect(database).toMatchObject({
        type: 'Opaque',
        metadata: {
          labels: {
            'app.kubernetes.io/name': 'catalogue',
            'app.kubernetes.io/component': 'credentials',
            'app.kubernetes.io/part-of': 'shop',
            'app.kubernetes.io/managed-by': 'cadastre',
          },
        },
      });
      for (const { metadata } of await shop.secrets()) expect(metadata.annotations).toBeUndefined();
    });

    test('gives the pods every key that they refer to', async () => {
      await shop.init('lone');
      const out = path.join(newFolder(run, 'synthesized'), 'dist');
      await synthesize(out, shop.registry);
      const keys = new Set(
        (await shop.secrets()).flatMap(({ metadata, data }) => Object.keys(data ?? {}).map((key) => `${metadata.name}/${key}`)),
      );
      const referred = readObjects(path.join(out, 'shop/lone')).flatMap(secretReferences);
      expect(referred.length).toBeGreaterThan(10);
      expect(referred.filter((reference) => !keys.has(reference))).toEqual([]);
      expect(await kubectl(run.access, ['apply', '-R', '-f', path.join(out, 'shop/lone')])).toMatchObject({ code: 0, stderr: '' });
    });

    test('changes nothing when it runs again', async () => {
      await shop.init('lone');
      const before = await shop.secrets();
      const ran = await shop.init('lone');
      expect(ran).toMatchObject({ code: 0, err: '' });
      expect(ran.out).not.toMatch(/created|given/);
      expect(await shop.secrets()).toEqual(before);
    });

    test('creates nothing with --dry-run', async () => {
      const ran = await shop.init('lone', '--dry-run');
      expect(ran).toMatchObject({ code: 0, err: '' });
      expect(ran.out).toContain(`namespace/${shop.namespace}: would be created\n`);
      expect(ran.out).toContain('secret/tokens: would be created with refresh, session\n');
      expect(await kubectlOk(run.access, ['get', 'namespace', shop.namespace, '--ignore-not-found', '--output=name'])).toBe('');
    });

    test('leaves a Secret alone that somebody has made, and says what it lacks', async () => {
      await shop.createNamespace();
      await shop.createSecret('tokens', { session: 'a-session-of-ours' });
      const ran = await shop.init('lone');
      expect(ran.code).toBe(1);
      expect(ran.out).toContain('secret/tokens: lacks refresh\n  kubectl --namespace=');
      expect(ran.err).toBe('1 of 7 are not as shop/lone needs them\n');
      expect(await shop.values('tokens')).toEqual({ session: 'a-session-of-ours' });
    });

    test('adds a key that the registry has got since to a Secret that it made itself', async () => {
      await shop.init('lone');
      const before = await shop.values('tokens');
      shop.edit((source) => source.replace('REFRESH_KEY:', "MAIL_KEY: { secret: 'tokens', key: 'mail' }, REFRESH_KEY:"));
      expect((await shop.init('lone')).out).toContain('secret/tokens: given mail\n');
      const after = await shop.values('tokens');
      expect(after).toEqual({ ...before, mail: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    });

    test('draws no new password beside a uri that holds the old one', async () => {
      await shop.init('lone');
      await kubectlOk(run.access, [
        'patch',
        'secret',
        'orders-db',
        `--namespace=${shop.namespace}`,
        '--type=json',
        '--patch=[{"op":"remove","path":"/data/password"}]',
      ]);
      const before = await shop.secrets();
      const ran = await shop.init('lone');
      expect(ran).toMatchObject({ code: 1 });
      expect(ran.out).toContain('secret/orders-db: lacks password\n');
      expect(await shop.secrets()).toEqual(before);
    });

    test('never replaces a value that came into being after it had looked', async () => {
      await shop.createNamespace();
      const create = `kubectl --namespace=${shop.namespace} create secret generic redis-auth --from-literal=password=somebody-elses`;
      const ran = await shop.init('lone', { before: { word: 'apply', commands: create } });
      expect(ran).toMatchObject({ code: 0, err: '' });
      expect(ran.out).toContain('secret/redis-auth: complete\n');
      expect(ran.out).toContain('secret/tokens: created');
      expect(await shop.values('redis-auth')).toEqual({ password: 'somebody-elses' });
    });

    test('never adds to a Secret that changed after it had looked', async () => {
      await shop.init('lone');
      const remove = (key: string): string =>
        `kubectl --namespace=${shop.namespace} patch secret orders-db --type=json --patch='[{"op":"remove","path":"/data/${key}"}]'`;
      await runCommand('sh', ['-c', remove('uri')], { env: { ...process.env, PATH: pathWithKubectl(run) } });
      const change = `kubectl --namespace=${shop.namespace} patch secret orders-db --patch='{"stringData":{"password":"rotated-meanwhile"}}'`;
      const ran = await shop.init('lone', { before: { word: 'apply', commands: change } });
      expect(ran.code).toBe(1);
      expect(ran.out).toContain('secret/orders-db: lacks uri\n');
      expect(ran.err).toContain('changed meanwhile');
      const { uri, password } = await shop.values('orders-db');
      expect({ uri, password }).toEqual({ uri: undefined, password: 'rotated-meanwhile' });
      await shop.init('lone');
      expect((await shop.values('orders-db'))['uri']).toContain(':rotated-meanwhile@');
    });

    test('ends with one set of values when it runs eight times at once', async () => {
      const ran = await Promise.all(Array.from({ length: 8 }, () => shop.init('lone')));
      expect(ran.map(({ code, err }) => ({ code, err }))).toEqual(Array.from({ length: 8 }, () => ({ code: 0, err: '' })));
      for (const name of loneSecrets) expect(ran.filter(({ out }) => out.includes(`secret/${name}: created`))).toHaveLength(1);
      for (const name of ['catalogue-db', 'orders-db']) {
        const { uri = '', password = '' } = await shop.values(name);
        expect(new URL(uri).password).toBe(password);
      }
      expect((await shop.check('lone')).code).toBe(0);
    });

    test('asks somebody for what it cannot invent, in a way that needs no value on the command line', async () => {
      const ran = await shop.init('tied');
      expect(ran.code).toBe(1);
      expect(ran.err).toBe('6 of 10 are not as shop/tied needs them\n');
      expect(ran.out).toContain('secret/orders-db: created with');
      const [kubectlCall, typing] = linesAfter(ran.out, 'secret/postgres-admin: not there; needs password, username');
      expect(typing).toBe('and type password=…, username=…, a line each, then Ctrl-D');
      await shop.typed(kubectlCall, 'password=p@ss/word\nusername=provisioner\n');
      await shop.typed(linesAfter(ran.out, 'secret/redis-auth: not there; needs password')[0], 'password=abc\n');
      await shop.typed(
        linesAfter(ran.out, 'secret/rabbitmq-auth: not there; needs password, username')[0],
        'password=abc\nusername=shop\n',
      );
      const again = await shop.init('tied');
      expect(again.err).toBe('3 of 10 are not as shop/tied needs them\n');
      expect(again.out).toContain('secret/postgres-admin: complete\n');
      expect(again.out).toContain('create secret docker-registry registry-login --from-file=.dockerconfigjson=FILE\n');
      expect(again.out).toContain('create secret tls shop-tls --cert=FILE --key=FILE\n');
      expect(again.out).toContain('create configmap postgres-ca --from-file=ca.crt=FILE\n');
      expect(await shop.values('postgres-admin', '-tied')).toEqual({ password: 'p@ss/word', username: 'provisioner' });
      expect((await shop.values('orders-db', '-tied'))['uri']).toMatch(
        /^postgresql:\/\/orders:[0-9a-f]{64}@db\.example\.com:5432\/orders$/,
      );
    });

    test('says how keys are added to a Secret that is there, and that leaves the others as they are', async () => {
      await shop.createNamespace();
      await shop.createSecret('tokens', { session: 'a-session-of-ours' });
      const [call] = linesAfter((await shop.init('lone')).out, 'secret/tokens: lacks refresh');
      await shop.typed(call, 'refresh=typed\n');
      expect(await shop.values('tokens')).toEqual({ session: 'a-session-of-ours', refresh: 'typed' });
      expect((await shop.init('lone')).code).toBe(0);
    });
  });

  describe('check', () => {
    test('says what is missing before, and that nothing is after', async () => {
      const before = await shop.check('lone');
      expect(before).toMatchObject({ code: 1, err: '' });
      expect(before.out).toContain(`namespace/${shop.namespace}: not there\n`);
      expect(before.out).toContain('secret/redis-auth: not there; needs password\n');
      expect(before.out).toContain('6 of 7 are not as they are expected\n');
      await shop.init('lone');
      const after = await shop.check('lone');
      expect(after).toMatchObject({ code: 0, err: '' });
      expect(after.out).toContain('all 7 are as they are expected\n');
      expectNoValues(after, await shop.secrets());
    });

    test('finds a missing key, an empty one, another host and another password in the uri', async () => {
      await shop.init('lone');
      const patch = (name: string, data: Record<string, string | null>): Promise<string> =>
        kubectlOk(run.access, ['patch', 'secret', name, `--namespace=${shop.namespace}`, `--patch=${JSON.stringify({ data })}`]);
      await patch('tokens', { refresh: null, session: '' });
      await patch('orders-db', { host: encoded('elsewhere.example.com') });
      await patch('catalogue-db', { password: encoded('another') });
      const ran = await shop.check('lone');
      expect(ran.code).toBe(1);
      expect(ran.out).toContain('secret/tokens: lacks refresh; session is empty\n');
      expect(ran.out).toContain('secret/orders-db: host is not what the registry says; uri does not say what the other keys say\n');
      expect(ran.out).toContain('secret/catalogue-db: uri does not say what the other keys say\n');
      expect(ran.out).toContain('3 of 7');
      expectNoValues(ran, await shop.secrets());
    });

    test('finds a certificate of the wrong type and a missing CA', async () => {
      await shop.createNamespace('-tied');
      await kubectlOk(run.access, [
        'create',
        'secret',
        'generic',
        'shop-tls',
        `--namespace=${shop.namespace}-tied`,
        '--from-literal=tls.crt=x',
        '--from-literal=tls.key=y',
      ]);
      const { out } = await shop.check('tied');
      expect(out).toContain('secret/shop-tls: is of type Opaque, not kubernetes.io/tls\n');
      expect(out).toContain('secret/registry-login: not there; needs .dockerconfigjson\n');
      expect(out).toContain('configmap/postgres-ca: not there; needs ca.crt\n');
    });

    test('gives programs the same, key by key', async () => {
      await shop.init('lone');
      await kubectlOk(run.access, ['delete', 'secret', 'redis-auth', `--namespace=${shop.namespace}`]);
      const ran = await shop.check('lone', '--format', 'json');
      expect(ran).toMatchObject({ code: 1, err: '' });
      const report = JSON.parse(ran.out) as { readonly objects: readonly { readonly name: string }[] };
      expect(report).toMatchObject({
        product: 'shop',
        environment: 'lone',
        namespace: shop.namespace,
        namespaceExists: true,
        complete: false,
      });
      expect(report.objects.find(({ name }) => name === 'redis-auth')).toEqual({
        kind: 'secret',
        name: 'redis-auth',
        complete: false,
        exists: false,
        type: null,
        keys: [{ name: 'password', source: 'generated', optional: false, state: 'missing' }],
      });
      expectNoValues(ran, await shop.secrets());
    });
  });

  describe('says in one line', () => {
    test('what a user may not do', async () => {
      await shop.createNamespace();
      const as = (user: string): PathOptions => ({ args: [`--as=${user}`] });
      const nobody = await shop.init('lone', as('nobody'));
      expect(nobody).toMatchObject({ code: 1, out: '' });
      expect(nobody.err).toBe(
        `error: the cluster does not let \`nobody\` get secrets: \`get\` on secrets in namespace \`${shop.namespace}\` is needed\n`,
      );
      const role = ['--resource=secrets', `--namespace=${shop.namespace}`];
      await kubectlOk(run.access, ['create', 'role', 'reader', '--verb=get', ...role]);
      await kubectlOk(run.access, ['create', 'rolebinding', 'reader', '--role=reader', '--user=reader', `--namespace=${shop.namespace}`]);
      const reader = await shop.init('lone', as('reader'));
      expect(reader.code).toBe(1);
      expect(reader.err).toContain('error: the cluster does not let `reader` patch secrets');
      expect(await shop.secrets()).toEqual([]);
      expect((await shop.check('lone', as('reader'))).out).toContain('6 of 7');
    });

    test('that a user may not create the namespace, and what helps', async () => {
      const [role, user] = [`lookers-${shop.namespace}`, `looker-${shop.namespace}`];
      await kubectlOk(run.access, ['create', 'clusterrole', role, '--verb=get', '--resource=namespaces']);
      await kubectlOk(run.access, ['create', 'clusterrolebinding', role, `--clusterrole=${role}`, `--user=${user}`]);
      const ran = await shop.init('lone', { args: [`--as=${user}`] });
      await kubectlOk(run.access, ['delete', 'clusterrole,clusterrolebinding', role]);
      expect(ran.code).toBe(1);
      expect(ran.err).toBe(
        `error: namespace \`${shop.namespace}\` cannot be created: the cluster does not let \`${user}\` create namespaces: have \`shop/lone/00-namespace.k8s.yaml\` of the manifests applied by a person who may\n`,
      );
    });

    test('that the cluster does not answer', async () => {
      const ran = await shop.check('lone', { args: ['--server=https://127.0.0.1:1'] });
      expect(ran).toEqual({ code: 1, out: '', err: 'error: the cluster cannot be reached: 127.0.0.1:1: connection refused\n' });
    });

    test('that the kubeconfig has no such context', async () => {
      const ran = await shop.check('lone', '--context', 'elsewhere');
      expect(ran).toEqual({ code: 1, out: '', err: 'error: the kubeconfig has no context `elsewhere`\n' });
    });

    test('that there is no kubectl', async () => {
      process.env['PATH'] = newFolder(run, 'empty');
      const ran = await cadastre('secrets', 'check', '-r', shop.registry, '-p', 'shop', '-e', 'lone');
      expect(ran).toEqual({
        code: 1,
        out: '',
        err: 'error: there is no `kubectl` on the PATH: install it, see https://kubernetes.io/docs/tasks/tools/\n',
      });
    });
  });
});

type ShopCall = (environment: ShopEnvironment, ...options: (string | PathOptions)[]) => Promise<Ran>;

interface Shop {
  readonly namespace: string;
  readonly registry: string;
  readonly init: ShopCall;
  readonly check: ShopCall;
  readonly edit: (edit: (source: string) => string) => void;
  readonly createNamespace: (suffix?: string) => Promise<string>;
  readonly createSecret: (name: string, values: Record<string, string>) => Promise<string>;
  /** All Secrets of `lone`, by name. */
  readonly secrets: () => Promise<readonly StoredSecret[]>;
  readonly values: (name: string, suffix?: string) => Promise<Readonly<Record<string, string>>>;
  /** Runs a command that was shown to a person, who types something. */
  readonly typed: (command: string | undefined, input: string) => Promise<void>;
}

function newShop(run: ClusterRun, namespace: string): Shop {
  const registry = path.join(newFolder(run, namespace), 'registry');
  mkdirSync(registry);
  writeSecretsShop(registry, namespace);
  const call =
    (command: string): ShopCall =>
    (environment, ...options) => {
      process.env['PATH'] = pathWithKubectl(
        run,
        options.find((option) => typeof option === 'object'),
      );
      const flags = options.filter((option) => typeof option === 'string');
      return cadastre('secrets', command, '-r', registry, '-p', 'shop', '-e', environment, ...flags);
    };
  const inNamespace = (suffix = ''): string => `--namespace=${namespace}${suffix}`;
  return {
    namespace,
    registry,
    init: call('init'),
    check: call('check'),
    edit: (edit) => writeSecretsShop(registry, namespace, edit),
    createNamespace: (suffix = '') => kubectlOk(run.access, ['create', 'namespace', `${namespace}${suffix}`]),
    createSecret: (name, values) =>
      kubectlOk(run.access, [
        'create',
        'secret',
        'generic',
        name,
        inNamespace(),
        ...Object.entries(values).map(([key, value]) => `--from-literal=${key}=${value}`),
      ]),
    secrets: async () => (await kubectlJson<{ items: StoredSecret[] }>(run.access, ['get', 'secrets', inNamespace()])).items,
    values: async (name, suffix) => {
      const { data = {} } = await kubectlJson<StoredSecret>(run.access, ['get', 'secret', name, inNamespace(suffix)]);
      return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, decoded(value)]));
    },
    typed: async (command, input) => {
      // A pipe, as `/dev/stdin` cannot be opened where it is a socket.
      const { code, stderr } = await runCommand('sh', ['-c', `cat | { ${command ?? 'false'}; }`], {
        input,
        env: { ...process.env, PATH: pathWithKubectl(run) },
      });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    },
  };
}

const decoded = (value: string): string => Buffer.from(value, 'base64').toString('utf8');
const encoded = (value: string): string => Buffer.from(value).toString('base64');

/** The indented lines that follow a line. */
function linesAfter(text: string, line: string): string[] {
  const lines = text.split('\n');
  const start = lines.indexOf(line);
  expect({ line, start }).not.toEqual({ line, start: -1 });
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((next) => !next.startsWith('  '));
  return rest.slice(0, end).map((next) => next.trim());
}

/** What was printed holds no value that had to be drawn, in no form. */
function expectNoValues({ out, err }: Ran, secrets: readonly StoredSecret[]): void {
  const hidden = secrets.flatMap(({ data = {} }) => Object.entries(data).filter(([key]) => !/^(?:host|port|dbname|username)$/.test(key)));
  expect(hidden).not.toHaveLength(0);
  for (const [, value] of hidden) {
    for (const form of [value, decoded(value)]) {
      if (form !== '') expect(`${out}${err}`.includes(form)).toBe(false);
    }
  }
}

/** Every key of a Secret that the pod of an object cannot start without. */
function secretReferences(object: KubernetesObject): string[] {
  if (object.spec?.template === undefined) return [];
  const { containers, initContainers = [] } = podTemplateOf(object).spec;
  return [...containers, ...initContainers].flatMap(({ env = [] }) =>
    env.flatMap(({ valueFrom }) => {
      const reference = valueFrom?.secretKeyRef as { name: string; key: string; optional?: boolean } | undefined;
      return reference === undefined || reference.optional === true ? [] : [`${reference.name}/${reference.key}`];
    }),
  );
}
