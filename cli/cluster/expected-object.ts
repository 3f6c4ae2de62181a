import { type Platform, type PlatformSecret, type PlatformSecretKey, postgresServersOf } from '../../model';

/** A Secret or ConfigMap that the manifests refer to and do not create. */
export interface ExpectedObject {
  readonly kind: 'secret' | 'configmap';
  readonly name: string;
  /** The types of Secret that are read alike; empty where its type does not matter. */
  readonly types: readonly string[];
  readonly keys: readonly PlatformSecretKey[];
  /** The platform's account of the Secret; undefined for what is not made of variables. */
  readonly secret: PlatformSecret | undefined;
}

const given = (...names: string[]): PlatformSecretKey[] => names.map((name) => ({ name, optional: false, source: { kind: 'given' } }));

/**
 * Everything that somebody has to bring into the namespace.
 * @returns Secrets by name in code-unit order, then what comes from elsewhere: pull secrets, the certificate, the CA
 */
export function expectedObjects(platform: Platform): ExpectedObject[] {
  const { secrets, imagePullSecrets, ingress, routes, tools } = platform;
  const expected: ExpectedObject[] = secrets.map((secret) => ({
    kind: 'secret',
    name: secret.name,
    types: secret.form === undefined ? [] : [secret.form.type],
    keys: secret.keys,
    secret,
  }));
  for (const name of imagePullSecrets) {
    expected.push({ kind: 'secret', name, types: ['kubernetes.io/dockerconfigjson'], keys: given('.dockerconfigjson'), secret: undefined });
  }
  const certificate = ingress?.tlsSecretName;
  if (certificate !== undefined && (routes.length > 0 || tools.some(({ host }) => host !== undefined))) {
    expected.push({
      kind: 'secret',
      name: certificate,
      types: ['kubernetes.io/tls'],
      keys: given('tls.crt', 'tls.key'),
      secret: undefined,
    });
  }
  const authorities = new Map(
    postgresServersOf(platform).flatMap(({ certificateAuthority: authority }): [string, Pick<ExpectedObject, 'kind' | 'name'>][] => {
      if (authority === undefined) return [];
      const object =
        'secret' in authority
          ? ({ kind: 'secret', name: authority.secret } as const)
          : ({ kind: 'configmap', name: authority.configMap } as const);
      return [[titleOf(object), object]];
    }),
  );
  for (const object of authorities.values()) expected.push({ ...object, types: [], keys: given('ca.crt'), secret: undefined });
  return expected;
}

/** What a person calls the object, as kubectl does. */
export function titleOf({ kind, name }: Pick<ExpectedObject, 'kind' | 'name'>): string {
  return `${kind}/${name}`;
}
