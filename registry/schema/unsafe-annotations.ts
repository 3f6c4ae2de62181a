import { textProblem } from '../../formats';
import type { IngressHarm, ReportIllegal } from './legal';

/** The annotations of one controller that change what the routes of an Ingress mean, or write into the configuration of a proxy that others share. */
interface ControllerAnnotations {
  /** What stands before the slash; undefined for any, since ingress-nginx can be given another. */
  readonly prefixes: readonly string[] | undefined;
  /** What stands behind the slash, in lower case, by the harm; `*` is any text. */
  readonly names: Readonly<Partial<Record<IngressHarm, readonly string[]>>>;
}

/** By controller. What is not here passes, also under these prefixes. */
const unsafeAnnotations: readonly ControllerAnnotations[] = [
  // ingress-nginx, and what others have by the same name. A pattern on one path makes case-insensitive patterns of all paths of the host.
  // https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations-risk/
  // https://github.com/kubernetes/ingress-nginx/issues/7837 about CVE-2021-25742
  {
    prefixes: undefined,
    names: {
      configuration: ['*-snippet', '*-snippets'],
      matching: ['use-regex', 'rewrite-target', 'ssl-passthrough'],
      hosts: ['server-alias', 'server-alias-regex'],
      backends: ['canary', 'canary-*', 'default-backend', 'mirror-target', 'permanent-redirect', 'temporal-redirect'],
    },
  },
  // https://docs.nginx.com/nginx-ingress-controller/configuration/ingress-resources/advanced-configuration-with-annotations/
  {
    prefixes: ['nginx.org', 'nginx.com'],
    names: { matching: ['path-regex'], rewriting: ['rewrites'], sharing: ['mergeable-ingress-type'] },
  },
  // https://github.com/haproxytech/kubernetes-ingress/blob/master/documentation/annotations.md
  {
    prefixes: ['haproxy.org', 'haproxy.com', 'ingress.kubernetes.io'],
    names: { matching: ['route-acl'], rewriting: ['path-rewrite'], backends: ['request-redirect'] },
  },
  // https://haproxy-ingress.github.io/docs/configuration/keys/
  {
    prefixes: ['haproxy-ingress.github.io', 'ingress.kubernetes.io', 'haproxy-ingress.kubernetes.io', 'ingress.github.io'],
    names: {
      configuration: ['config-*'],
      matching: ['path-type', 'http-header-match', 'http-header-match-regex', 'tcp-service-port'],
      hosts: ['redirect-from', 'redirect-from-regex'],
      backends: ['redirect-to'],
    },
  },
  // One priority for all routes of the Ingress, so that the longest no longer wins.
  // https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/#on-ingress
  {
    prefixes: ['traefik.ingress.kubernetes.io'],
    names: { matching: ['router.pathmatcher', 'router.rule', 'router.rulesyntax'], order: ['router.priority'] },
  },
  // https://developer.konghq.com/kubernetes-ingress-controller/reference/annotations/
  {
    prefixes: ['konghq.com', 'configuration.konghq.com'],
    names: {
      matching: ['regex-prefix', 'methods', 'headers.*', 'snis', 'override'],
      rewriting: ['strip-path', 'rewrite', 'path', 'path-handling'],
      hosts: ['host-aliases'],
      order: ['regex-priority'],
    },
  },
  // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
  {
    prefixes: ['alb.ingress.kubernetes.io'],
    names: {
      matching: ['conditions.*', 'use-regex-path-match'],
      rewriting: ['transforms.*'],
      backends: ['actions.*'],
      order: ['group.order'],
    },
  },
  // https://azure.github.io/application-gateway-kubernetes-ingress/annotations/
  {
    prefixes: ['appgw.ingress.kubernetes.io'],
    names: {
      rewriting: ['backend-path-prefix', 'rewrite-rule-set', 'rewrite-rule-set-custom-resource'],
      hosts: ['hostname-extension'],
      order: ['rule-priority'],
    },
  },
  // https://apisix.apache.org/docs/ingress-controller/reference/apisix-ingress-controller/annotation
  {
    prefixes: ['k8s.apisix.apache.org'],
    names: { rewriting: ['rewrite-target-regex', 'rewrite-target-regex-template'], backends: ['http-redirect'] },
  },
  // Filters and routes in Skipper's own language, which can run Lua.
  // https://opensource.zalando.com/skipper/kubernetes/ingress-controller/
  {
    prefixes: ['zalando.org'],
    names: {
      configuration: ['skipper-filter', 'skipper-routes'],
      matching: ['skipper-predicate', 'skipper-ingress-path-mode'],
      backends: ['skipper-backend', 'skipper-backend-*'],
    },
  },
];

/** Annotations that are on or off: `'false'` says what holds without them. */
const switches: ReadonlySet<string> = new Set(['use-regex', 'ssl-passthrough', 'canary', 'strip-path', 'use-regex-path-match']);

/** Finds the harm of an annotation by its name. */
function harmOf(annotation: string): IngressHarm | undefined {
  const slash = annotation.indexOf('/');
  const [prefix, name] = [annotation.slice(0, Math.max(slash, 0)), annotation.slice(slash + 1)];
  for (const { prefixes, names } of unsafeAnnotations) {
    if (prefixes !== undefined ? !prefixes.includes(prefix) : slash < 0) continue;
    for (const [harm, patterns] of Object.entries(names)) if (patterns.some((pattern) => fits(name, pattern))) return harm as IngressHarm;
  }
  return undefined;
}

/** @returns whether a name is the pattern, or what its `*` at one of its ends leaves open */
function fits(name: string, pattern: string): boolean {
  if (pattern.startsWith('*')) return name.endsWith(pattern.slice(1));
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/**
 * Reports annotations that no Ingress of ours may have, and values with a line break or another control character: controllers write values into the files of the proxy, where a new line
 * begins a new setting.
 */
export function inspectUnsafe(field: string, annotations: Readonly<Record<string, string | false>>, report: ReportIllegal): void {
  for (const [name, value] of Object.entries(annotations)) {
    if (value === false) continue;
    const lower = name.toLowerCase();
    const harm = harmOf(lower);
    const isOff = value.trim() === 'false' && switches.has(lower.slice(lower.indexOf('/') + 1));
    if (harm !== undefined && !isOff) report('ingress-annotation-unsafe', { field, name, harm }, { path: [name], key: true });
    const problem = textProblem(value, 'line');
    // What no annotation may have is reported for all of them.
    if (problem !== undefined && textProblem(value, 'argument') === undefined)
      report('text-invalid', { what: name, ...problem }, { path: [name] });
  }
}
