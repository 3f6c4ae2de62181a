import type { Platform } from '../../platform';

/** Finds the first piece of a value that leads out of a namespace; undefined if none does. */
type Leaving = (value: string, namespace: string) => string | undefined;

/** `namespace/name` of a Secret, ConfigMap or custom resource. A name without a namespace is one beside the Ingress, and a URL is no such name. */
const bySlash: Leaving = (value, namespace) => {
  const [, other] = /^([a-z0-9-]+)\/[^/]/.exec(value.trim()) ?? [];
  return other !== undefined && other !== namespace ? other : undefined;
};

/** `namespace:name` of plugins. */
const byColon: Leaving = (value, namespace) =>
  value
    .split(',')
    .map((plugin) => /^([a-z0-9-]+):/.exec(plugin.trim())?.[1])
    .find((other) => other !== undefined && other !== namespace);

/**
 * `<namespace>-<name>@kubernetescrd` of Traefik, with a `_` between the two where `safeNaming` is on. The whole names can be cut in several ways: one that begins as ours do counts as ours. What
 * another provider has, such as `@file`, belongs to whoever runs the controller.
 */
const byTraefik: Leaving = (value, namespace) =>
  value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name.endsWith('@kubernetescrd'))
    .find((name) => !name.startsWith(`${namespace}-`) && !name.startsWith(`${namespace}_`));

/** A namespace by itself. */
const asItIs: Leaving = (value, namespace) => (value.trim() === namespace ? undefined : value.trim());

/** The group of a load balancer: Ingresses of any namespace may join it. */
const always: Leaving = (value) => value.trim();

/** The annotations of controllers that name something of a namespace, by what stands behind the slash. The names do not meet. */
const references: ReadonlyMap<string, Leaving> = new Map([
  // ingress-nginx, HAProxy, haproxy-ingress:
  // https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
  // https://haproxy-ingress.github.io/docs/configuration/keys/#cross-namespace
  ...[
    'auth-secret',
    'auth-tls-secret',
    'proxy-ssl-secret',
    'secure-crt-secret',
    'secure-verify-ca-secret',
    'server-ca',
    'server-crt',
    'auth-proxy-set-headers',
    'custom-headers',
    'fastcgi-params-configmap',
    'cr-backend',
  ].map((name) => [name, bySlash] as const),
  // https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/
  ...['router.middlewares', 'router.tls.options', 'service.serverstransport'].map((name) => [name, byTraefik] as const),
  // https://developer.konghq.com/kubernetes-ingress-controller/reference/annotations/
  ['plugins', byColon],
  // https://apisix.apache.org/docs/ingress-controller/reference/apisix-ingress-controller/annotation
  ['svc-namespace', asItIs],
  // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#ingressgroup
  ['group.name', always],
]);

/**
 * Finds what an annotation of an Ingress takes from outside the namespace of the platform.
 * @returns the namespace, or the name that has it in it; undefined if nothing is known to leave the namespace
 */
export function foreignIn(annotation: string, value: string, { namespace }: Pick<Platform, 'namespace'>): string | undefined {
  return references.get(annotation.slice(annotation.indexOf('/') + 1).toLowerCase())?.(value, namespace);
}
