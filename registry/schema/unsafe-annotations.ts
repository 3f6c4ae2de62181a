import type { IngressHarm, ReportIllegal } from './legal';

/**
 * Annotations of controllers that let whoever writes them into the configuration of a proxy that others share, or change what the routes of an Ingress
 * mean. ingress-nginx can be given another prefix, so the name after the slash decides.
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations-risk/
 * @see https://github.com/kubernetes/ingress-nginx/issues/7837 about CVE-2021-25742
 */
const unsafeAnnotations: readonly { readonly name: RegExp; readonly harm: IngressHarm }[] = [
  // ingress-nginx, NGINX Ingress Controller, HAProxy Technologies; then haproxy-ingress.
  { name: /[/-]snippets?$/, harm: 'configuration' },
  { name: /^(haproxy-)?ingress\.(kubernetes|github)\.io\/config-/, harm: 'configuration' },
  // One of them turns all paths of the host into regular expressions without regard to case.
  { name: /\/(use-regex|rewrite-target)$/, harm: 'matching' },
  { name: /\/server-alias(-regex)?$/, harm: 'hosts' },
  // One number for all routes of the Ingress, so that the longest no longer wins.
  { name: /\/router\.priority$/, harm: 'order' },
];

/** Reports annotations that no Ingress of ours may have. */
export function inspectUnsafe(field: string, annotations: Readonly<Record<string, unknown>>, report: ReportIllegal): void {
  for (const name of Object.keys(annotations)) {
    const unsafe = unsafeAnnotations.find((candidate) => candidate.name.test(name.toLowerCase()));
    if (unsafe !== undefined) report('ingress-annotation-unsafe', { field, name, harm: unsafe.harm }, { path: [name], key: true });
  }
}
