import { resolve } from 'node:path';
import fc from 'fast-check';
import { agreesWithUri } from '../../cli/cluster/database-uri';
import { kubectlReasons } from '../../cli/cluster/kubectl-reasons';
import { drawValues } from '../../cli/cluster/plan-secret';
import { databaseUriTemplate } from '../../constructs/secrets/database-uri';
import { databaseUri } from '../../formats';
import { cadastre } from '../support/command';
import { developmentOverlay, plainService, platformOf, secretsOf } from '../support/platform';
import { edit, useShopFolder } from '../support/shop-folder';

// What needs a cluster is in tests/cluster.
describe('the command', () => {
  useShopFolder();

  test('init is refused where the Secrets are somebody else’s, before the cluster is asked', async () => {
    const { code, out, err } = await cadastre('secrets', 'init', '-p', 'shop', '-e', 'dev');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(
      'error: the Secrets of `shop` in `dev` have the provider `development` (registry/shop/environments/dev.yaml): `cadastre synth` writes its Secrets, and applying the folder creates them\n',
    );
  });

  test.each(['init', 'check'])('%s stops at errors of the registry', async (command) => {
    edit('registry/shop/service-registry.ts', "dependsOn: ['catalogue']", "dependsOn: ['catalog']");
    const { code, out, err } = await cadastre('secrets', command, '-p', 'shop', '-e', 'dev');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('error[dependency-unknown]');
  });

  test('a warning stops nothing, and is not told as if it did', async () => {
    edit('registry/shop/service-registry.ts', "dependsOn: ['catalogue']", "dependsOn: ['catalogue', 'catalogue']");
    const { KUBECONFIG } = process.env;
    process.env['KUBECONFIG'] = resolve('no-such-kubeconfig');
    const { err } = await cadastre('secrets', 'check', '-p', 'shop', '-e', 'dev');
    if (KUBECONFIG === undefined) delete process.env['KUBECONFIG'];
    else process.env['KUBECONFIG'] = KUBECONFIG;
    expect(err).toContain('warning[dependency-repeated]');
    expect(err).toContain('1 warning; the cluster is asked all the same\n');
  });

  test.each([
    [['init', '-e', 'dev'], "required option '-p, --product <name>' not specified"],
    [['check', '-p', 'shop'], "required option '-e, --environment <name>' not specified"],
    [['check', '-p', 'shopp', '-e', 'dev'], 'did you mean `shop`?'],
    [['init', '-p', 'shop', '-e', 'prod'], 'no product has an environment `prod`'],
    [['check', '-p', 'shop', '-e', 'dev', '--format', 'github'], "argument 'github' is invalid"],
    [['rotate'], "unknown command 'rotate'"],
  ])('%j is wrong usage', async (args, message) => {
    const { code, err } = await cadastre('secrets', ...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test('--help explains itself', async () => {
    const { code, out } = await cadastre('secrets', 'init', '--help');
    expect(code).toBe(0);
    for (const option of ['--product', '--environment', '--registry', '--context', '--dry-run']) expect(out).toContain(option);
  });
});

describe('what kubectl says of a failure', () => {
  test.each([
    [
      'Error from server (Forbidden): secrets "tokens" is forbidden: User "ann@example.com" cannot get resource "secrets" in API group "" in the namespace "shop"',
      ['the cluster does not let `ann@example.com` get secrets'],
    ],
    [
      'Unable to connect to the server: dial tcp: lookup api.example.com on 10.0.0.2:53: no such host',
      ['the cluster cannot be reached: api.example.com: no such host'],
    ],
    ['Unable to connect to the server: dial tcp 10.0.0.1:6443: i/o timeout', ['the cluster cannot be reached: 10.0.0.1:6443: i/o timeout']],
    [
      'Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority',
      ['the cluster cannot be reached: its certificate is not accepted'],
    ],
    [
      'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
      ['the cluster cannot be reached: localhost:8080: connection refused'],
    ],
    ['error: You must be logged in to the server (Unauthorized)', ['the cluster does not accept the credentials of the kubeconfig']],
    [
      'Error from server: admission webhook "vault.example.com" denied the request: {"data":{"password":"aHVudGVyMg=="}}',
      ['the admission webhook `vault.example.com` of the cluster refuses it'],
    ],
    [
      'Error from server (Forbidden): secrets "tokens" is forbidden: exceeded quota: few, requested: secrets=1, used: secrets=9, limited: secrets=9',
      ['the quota `few` of the namespace is used up'],
    ],
  ])('%s', (stderr, reasons) => {
    expect(kubectlReasons(stderr)).toEqual(reasons);
  });

  test('is left out where it is not known, since it may repeat what was sent', () => {
    const [reason = '', ...more] = kubectlReasons('The Secret "tokens" is invalid: data[password]: Invalid value: "aHVudGVyMg=="');
    expect(more).toEqual([]);
    expect(reason).toMatch(/^kubectl failed; /);
    expect(reason).not.toContain('aHVudGVyMg');
  });
});

describe('the uri of a database', () => {
  const parts = fc.record({
    username: fc.string({ minLength: 1 }),
    password: fc.string({ minLength: 1 }),
    dbname: fc.stringMatching(/^[a-z_][a-z0-9_]{0,62}$/),
  });
  const withAddress = (values: object): Map<string, string> => new Map(Object.entries({ ...values, host: 'db.example.com', port: '5432' }));

  test('is the same from `secrets init`, in a development Secret and in the template of an ExternalSecret', () => {
    for (const tls of [{ mode: 'disable' }, { mode: 'verify-full' }]) {
      const postgres = { provider: 'external', host: 'db.example.com', maxConnections: 500, tls };
      const services = { owners: { ...plainService, database: 'owners' } };
      const secret = secretsOf(platformOf({ services, overlay: { ...developmentOverlay, postgres } })).find(
        ({ name }) => name === 'owners-db',
      )!;
      const existing = new Map(Object.entries(secret.data ?? {}).filter(([key]) => key !== 'uri'));
      const drawn = drawValues({ secret, resourceVersion: undefined, keys: ['uri'] }, existing);
      const template = databaseUriTemplate(secret.keys).replace(/\{\{ \.(\w+) [^}]*\}\}/g, (_, key: string) => existing.get(key) ?? '');
      const expected = `postgresql://owners:${existing.get('password')}@db.example.com:5432/owners`;
      expect([drawn.get('uri'), secret.data?.['uri'], template]).toEqual([expected, expected, expected]);
    }
  });

  test('says what the other keys say, whatever is in them', () => {
    fc.assert(
      fc.property(parts.filter(isWellFormed), (values) => {
        const secret = withAddress(values);
        const uri = databaseUri((key) => encodeURIComponent(secret.get(key) ?? ''));
        expect(agreesWithUri(secret.set('uri', uri))).toBe(true);
        // An earlier version of `secrets init` wrote this.
        expect(agreesWithUri(secret.set('uri', `${uri}?sslmode=verify-full`))).toBe(true);
        expect(agreesWithUri(secret.set('password', `${secret.get('password')}x`))).toBe(false);
      }),
    );
  });

  test.each(['', 'no uri', 'postgresql://%zz:x@h/db', 'postgresql://'])('`%s` agrees with nothing', (uri) => {
    expect(agreesWithUri(withAddress({ username: 'a', password: 'b', dbname: 'c', uri }))).toBe(false);
  });
});

/** Whether a text can be encoded: half a surrogate pair cannot, and no Secret holds one. */
function isWellFormed(values: object): boolean {
  return !/[\uD800-\uDFFF]/.test(Object.values(values).join());
}
