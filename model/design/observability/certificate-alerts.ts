import type { Certificate, Exposure, RuleSet } from '../../blueprint';
import type { Platform } from '../../platform';
import { alertRule, labelsOf } from './alert';
import { series } from './promql';

/** The annotations by which cert-manager makes the certificate of an Ingress, under the name of its Secret. */
const issuers = ['cert-manager.io/issuer', 'cert-manager.io/cluster-issuer'];

/** The rules about the certificates that cert-manager renews, by what it shows of them: one set for each, in its file. */
export function certificateRules(platform: Platform, exposures: readonly Exposure[], certificates: readonly Certificate[]): RuleSet[] {
  const ofIngresses = exposures.flatMap(({ annotations, tls, file, place }) =>
    tls?.certificate !== undefined && issuers.some((issuer) => Object.hasOwn(annotations, issuer))
      ? [{ name: tls.certificate, file, place }]
      : [],
  );
  const { labels, thresholds } = platform.observability;
  const { certificateDays } = thresholds;
  const sets = [...certificates, ...ofIngresses].map(({ name, file, place }): [string, RuleSet] => [
    name,
    {
      name,
      file,
      workload: undefined,
      labels,
      groups: [
        {
          name: `${platform.namespace}/certificate/${name}`,
          labels: labelsOf(platform, { name, team: undefined }),
          rules: [
            alertRule(platform, {
              alert: 'CertificateExpires',
              severity: 'ticket',
              expr: `min(${endOf(name, 'namespace', platform.namespace)} or ${endOf(name, 'exported_namespace', platform.namespace)}) - time() < ${certificateDays * 86_400}`,
              for: '1h',
              summary: `the certificate ${name} ends in {{ $value | humanizeDuration }}`,
              description: 'cert-manager should have renewed it: look at the Certificate and its CertificateRequests.',
            }),
          ],
        },
      ],
      place,
    },
  ]);
  return [...new Map(sets).values()];
}

/** @param label the label of the namespace: that of cert-manager itself is `namespace` unless a monitor honours labels */
function endOf(name: string, label: string, namespace: string): string {
  return series('certmanager_certificate_expiration_timestamp_seconds', { name, [label]: namespace });
}
