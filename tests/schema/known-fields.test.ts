import { k8s } from 'cdk8s-plus-28';
import * as argoCd from '../../imports/argoproj.io';
import * as certManager from '../../imports/cert-manager.io';
import * as cilium from '../../imports/cilium.io';
import * as externalSecrets from '../../imports/external-secrets.io';
import * as envoyGateway from '../../imports/gateway.envoyproxy.io';
import * as gatewayApi from '../../imports/gateway.networking.k8s.io';
import * as generators from '../../imports/generators.external-secrets.io';
import * as monitoring from '../../imports/monitoring.coreos.com';
import * as gke from '../../imports/networking.gke.io';
import * as cloudNativePg from '../../imports/postgresql.cnpg.io';
import * as traefik from '../../imports/traefik.io';
import { buildArgoApp } from '../../constructs';
import { argoPlatforms } from '../fixtures/golden/argo';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { compiledOf, ownObjectsOf, platformOf } from '../support/platform';

/** Fields newer than Kubernetes 1.28, or spelled otherwise by the generated classes. */
const newerOrRespelled = [
  /\.repoURL$/,
  /\.(sourceCIDR|remoteJWKS|clientIPDetection|toCIDR|toFQDNs)$/,
  /\.preStop\.sleep$/,
  /\.clusterIP$/,
  /\.volumeClaimTemplates\[\d+\]\.(apiVersion|kind)$/,
];

/** Quantities and int-or-strings, which the generated classes take as objects of their own. */
const wrapped = [
  /\.(requests|limits|default|defaultRequest)\.[\w./-]+$/,
  /\.hard\.[\w./-]+$/,
  /\.sizeLimit$/,
  /\.(targetPort|maxSurge|maxUnavailable)$/,
  /\.(httpGet|tcpSocket)\.port$/,
  /\.spec\.(ingress|egress)\[\d+\]\.ports\[\d+\]\.port$/,
];

/** Of a kind with several versions the class of the first one has the plain name; of one with several capital letters in a row the first alone stays. */
const generatedName = new Map([
  ['HorizontalPodAutoscaler', 'HorizontalPodAutoscalerV2'],
  ['HTTPRoute', 'HttpRoute'],
  ['FQDNNetworkPolicy', 'FqdnNetworkPolicy'],
]);

const builtIn = k8s as unknown as Record<string, ((value: object) => object) | undefined>;
const custom = {
  ...argoCd,
  ...externalSecrets,
  ...generators,
  ...monitoring,
  ...cloudNativePg,
  ...certManager,
  ...cilium,
  ...gke,
  ...envoyGateway,
  ...gatewayApi,
  ...traefik,
} as unknown as typeof builtIn;

/** The generated classes drop every field they do not know, which is how a misspelt one is found. */
function unknownFields(object: object, kind: string): string[] {
  const name = generatedName.get(kind) ?? kind;
  const toJson = builtIn[`toJson_Kube${name}Props`] ?? custom[`toJson_${name}Props`];
  if (toJson === undefined) throw new Error(`no generated class for ${kind}`);
  return missing(object, toJson(object), '').filter(
    (path) => path !== '.apiVersion' && path !== '.kind' && ![...newerOrRespelled, ...wrapped].some((known) => known.test(path)),
  );
}

function missing(given: unknown, kept: unknown, path: string): string[] {
  if (kept === undefined && given !== undefined) return [path];
  if (Array.isArray(given)) return given.flatMap((item, index) => missing(item, (kept as unknown[])[index], `${path}[${index}]`));
  if (given === null || typeof given !== 'object') return [];
  return Object.entries(given).flatMap(([key, value]) => missing(value, (kept as Record<string, unknown>)[key], `${path}.${key}`));
}

test.each(Object.entries(goldenPlatforms))('%s has no field that the API does not know', (_, input) => {
  // What is in a SealedSecret is its authors'.
  const ours = ownObjectsOf(platformOf(input)).filter(({ kind }) => kind !== 'SealedSecret');
  const found = ours.flatMap((object) => unknownFields(object, object.kind).map((path) => `${object.kind} ${object.metadata.name}${path}`));
  expect(found).toEqual([]);
});

test.each(Object.entries(argoPlatforms))('the objects of Argo CD of %s have no field that it does not know', (_, input) => {
  const objects = buildArgoApp(compiledOf(input).blueprint)!
    .render()
    .flatMap((chart) => chart.objects);
  const custom = objects.filter(({ kind }) => kind !== 'ConfigMap');
  expect(custom.length).toBeGreaterThan(0);
  const found = custom.flatMap((object) =>
    unknownFields(object, object.kind).map((path) => `${object.kind} ${object.metadata.name}${path}`),
  );
  expect(found).toEqual([]);
});

test('a misspelt field is found', () => {
  expect(unknownFields({ metadata: { name: 'x' }, spec: { replica: 1 } }, 'Deployment')).toEqual(['.spec.replica']);
});
