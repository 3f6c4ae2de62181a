import { capabilities, type EdgeFeature, type EdgeKind } from '../../model/edge/capabilities';
import { conformanceModule, conformanceReport, hasSuite } from './conformance/suite';

/** The reports, of the newest version of each controller that has one for the newest version of the Gateway API. */
const reports = {
  'envoy-gateway': { file: 'v1.5/envoy-gateway/experimental-v1.8.0-default-report.yaml', version: 'v1.8.0' },
  'traefik-gateway': { file: 'v1.5/traefik-traefik/experimental-v3.7.0-default-report.yaml', version: 'v3.7' },
} as const satisfies Partial<Record<EdgeKind, object>>;

/** What reports call the features of HTTPRoutes that routes ask for, and the field that says it. All others are objects of one controller, of which reports say nothing, or the core of the API. */
const reported: Readonly<Partial<Record<EdgeFeature, { readonly as: string; readonly field: RegExp }>>> = {
  methods: { as: 'HTTPRouteMethodMatching', field: /^a match for each method/ },
  strip: { as: 'HTTPRoutePathRewrite', field: /^filter `URLRewrite`/ },
  rewrite: { as: 'HTTPRoutePathRewrite', field: /^filter `URLRewrite`/ },
  timeoutSeconds: { as: 'HTTPRouteRequestTimeout', field: /^`timeouts\.request`/ },
  cors: { as: 'HTTPRouteCORS', field: /^filter `CORS`/ },
  websocket: { as: 'HTTPRouteBackendProtocolWebSocket', field: /./ },
  h2c: { as: 'HTTPRouteBackendProtocolH2C', field: /^`appProtocol/ },
};

if (!hasSuite) {
  const why = `no ${conformanceModule} to test with. Download it (needs go): tests/routing/tools/build.sh`;
  if (process.env['CI'] === 'true')
    test(why, () => {
      throw new Error(why);
    });
  else test.skip(why, () => undefined);
}

(hasSuite ? describe : describe.skip)('the table of features and controllers', () => {
  describe.each(Object.entries(reports) as [keyof typeof reports, { file: string; version: string }][])('%s', (kind, { file, version }) => {
    const report = hasSuite ? conformanceReport(file) : undefined;

    test('is held against the report of its version, which passed the core', () => {
      expect(report?.version).toBe(version);
      expect(report?.core).toBe('success');
    });

    test.each(Object.entries(reported) as [EdgeFeature, { as: string; field: RegExp }][])('%s', (feature, { as, field }) => {
      const capability = capabilities[feature].by[kind];
      const isSupported = report?.supported.includes(as) === true;
      // Each feature is in one of the two lists: a name that neither has is a mistake here.
      expect(report?.unsupported.includes(as)).toBe(!isSupported);
      if (isSupported) expect(capability.can).toBe(true);
      // What the report says is not supported, the table has by an object of the controller, or not at all.
      else expect(capability.can && field.test(capability.how)).toBe(false);
    });
  });

  test('redirects by 308 where the report has it', () => {
    const of308 = Object.entries(reports).filter(([, { file }]) =>
      conformanceReport(file).supported.includes('HTTPRoute308RedirectStatusCode'),
    );
    expect(of308.map(([kind]) => kind)).toEqual(['envoy-gateway']);
  });
});
