import { compiledOf, plainService, productionOverlay } from '../../support/platform';

const overlay = { ...productionOverlay, capabilities: ['monitoring.coreos.com/v1'] };

/** The alerts of a service, by name. */
function alertsOf(entry: object, observability: object = {}): ReadonlyMap<string, string> {
  const { blueprint } = compiledOf({
    services: { owners: { ...plainService, metrics: {}, metricsProfile: 'otel', ...entry } },
    overlay: { ...overlay, observability },
    environment: 'prod',
  });
  const rules = blueprint.ruleSets.find(({ name }) => name === 'owners')!.groups.flatMap((group) => group.rules);
  return new Map(rules.flatMap((rule) => ('alert' in rule ? [[rule.alert, rule.expr] as const] : [])));
}

describe('alerts about requests', () => {
  test.each([
    ['the paths of probes and metrics', { health: { live: '/live?deep=1', ready: '/ready' } }, 'http_route!~"/live|/metrics|/ready"'],
    [
      'no path that users ask for',
      { health: { live: '/', ready: '/' }, metrics: { path: '/api/v1/owners' }, routes: ['/api/v1/owners'] },
      '',
    ],
    ['no path where probes speak TCP', { health: { live: { tcp: 'http' }, ready: { tcp: 'http' } } }, 'http_route!~"/metrics"'],
  ])('leave out %s', (_, entry, matcher) => {
    const expr = alertsOf(entry).get('ServiceWithoutRequests')!;
    expect(expr).toContain(`{namespace="acme", job=~"(.+/)?owners"${matcher === '' ? '' : `, ${matcher}`}}[15m])`);
  });
});

describe('alerts about pods', () => {
  test('tell that nobody reads the metrics, where a monitor is there for it', () => {
    expect(alertsOf({}).get('MetricsMissing')).toMatch(/ unless on \(namespace\) up\{namespace="acme", job=~"\(\.\+\/\)\?owners"\} == 1$/);
    expect(alertsOf({ metrics: undefined, metricsProfile: undefined }).has('MetricsMissing')).toBe(false);
    expect(alertsOf({}, { monitors: false }).has('MetricsMissing')).toBe(false);
  });

  test('are silent about an autoscaler that has nothing to decide', () => {
    expect(alertsOf({ autoscaling: { minReplicas: 2, maxReplicas: 3 } }).has('ServiceAtMostReplicas')).toBe(true);
    expect(alertsOf({ autoscaling: { minReplicas: 2, maxReplicas: 2 } }).has('ServiceAtMostReplicas')).toBe(false);
  });
});
