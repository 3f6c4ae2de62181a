import { type Dashboard, type DashboardRow, sha256 } from '../../blueprint';
import { isCalled, type MetricsProfile, type Platform, type Service } from '../../platform';
import { brokerRow, databaseRow, podsRow, requestsRow } from './dashboard-rows';

/** The profiles of metrics in the order of their dashboards, with the type of services that has each. */
const types: readonly (readonly [profile: MetricsProfile, title: string])[] = [
  ['fastapi', 'FastAPI services'],
  ['nest', 'NestJS services'],
  ['next', 'Next.js services'],
  ['otel', 'OpenTelemetry services'],
];

/** The dashboards of a platform: one of all services, and one for each type of services, on which one chooses a service. */
export function designDashboards(platform: Platform): Dashboard[] {
  const { dashboards } = platform.observability;
  if (dashboards === undefined) return [];
  const measured = platform.services.filter((service) => service.metrics !== undefined && isCalled(service));
  const ofType = (profile: MetricsProfile): Service[] => measured.filter(({ metricsProfile }) => metricsProfile === profile);
  const used = types.filter(([profile]) => ofType(profile).length > 0);
  return [
    dashboard(
      platform,
      'product',
      platform.label,
      [],
      [
        ...requestsRow(
          platform,
          used.map(([profile]) => profile),
          measured,
        ),
        ...podsRow(platform, undefined),
        ...databaseRow(platform, platform.services, undefined),
        ...brokerRow(platform),
      ],
    ),
    ...used.map(([profile, title]) => {
      const services = ofType(profile);
      return dashboard(
        platform,
        profile,
        `${platform.label}: ${title}`,
        services.map(({ key }) => key),
        [
          ...requestsRow(platform, [profile], services, '$service'),
          ...podsRow(platform, '$service'),
          ...databaseRow(platform, services, '$service'),
        ],
      );
    }),
  ];
}

/** @param of what it is about, in its name */
function dashboard(platform: Platform, of: string, title: string, services: readonly string[], rows: readonly DashboardRow[]): Dashboard {
  const { product, environment } = platform;
  return {
    name: `dashboard-${of}`,
    uid: sha256(`${product}/${environment}/${of}`).slice(0, 16),
    title: `${title} (${environment})`,
    tags: ['cadastre', product, environment],
    services,
    rows,
  };
}
