import * as z from 'zod';
import { isLabelValue, isQualifiedName, prefixOf, textProblem } from '../../formats';
import { inspected, type ReportIllegal } from './legal';
import { inspectUnsafe } from './unsafe-annotations';

type Removable = z.ZodRecord<z.ZodString, z.ZodUnion<readonly [z.ZodString, z.ZodLiteral<false>]>>;

/** A value, or `false`, which takes a key away that another layer sets. */
const textOrNone = z.union([z.string(), z.literal(false)]);

/** Prefixes of labels that Kubernetes and Cadastre write. */
const reservedLabelPrefixes = ['kubernetes.io', 'k8s.io', 'cadastre.dev'];

/** Labels without a prefix that controllers of Kubernetes write. */
const controllerLabels: ReadonlySet<string> = new Set([
  'pod-template-hash',
  'pod-template-generation',
  'controller-revision-hash',
  'job-name',
  'controller-uid',
]);

/** Prefixes of annotations that Cadastre writes, or by which a pod would get out of what holds for all. */
const reservedAnnotationPrefixes = [
  'cadastre.dev',
  'argocd.argoproj.io',
  'kubectl.kubernetes.io',
  'kube-score',
  'polaris.fairwinds.com',
  'checkov.io',
  'container.apparmor.security.beta.kubernetes.io',
  'container.seccomp.security.alpha.kubernetes.io',
];

/** Annotations that a field of the registry writes, by that field. */
const annotationsOfFields: Readonly<Record<string, string>> = {
  'prometheus.io/scrape': '`metrics`',
  'prometheus.io/port': '`metrics.port`',
  'prometheus.io/path': '`metrics.path`',
  'cluster-autoscaler.kubernetes.io/safe-to-evict': '`safeToEvict`',
  // The API server refuses it beside `ingressClassName`.
  'kubernetes.io/ingress.class': '`ingress.className`',
  'cert-manager.io/issuer': '`ingress.tls.issuer`',
  'cert-manager.io/cluster-issuer': '`ingress.tls.issuer`',
};

/** The most bytes that all annotations of an object may have. */
const mostAnnotationBytes = 256 * 1024;

function isUnder(prefix: string, prefixes: readonly string[]): boolean {
  return prefixes.some((reserved) => prefix === reserved || prefix.endsWith(`.${reserved}`));
}

function inspectLabels(field: string, labels: Readonly<Record<string, string | false>>, report: ReportIllegal): void {
  for (const [name, value] of Object.entries(labels)) {
    const flaw = !isQualifiedName(name) ? 'name' : value !== false && !isLabelValue(value) ? 'value' : undefined;
    if (flaw !== undefined) report('label-invalid', { field, name, flaw }, { path: [name], key: flaw === 'name' });
  }
}

function inspectOwnLabels(field: string, labels: Readonly<Record<string, string | false>>, report: ReportIllegal): void {
  inspectLabels(field, labels, report);
  for (const name of Object.keys(labels)) {
    if (isUnder(prefixOf(name), reservedLabelPrefixes) || controllerLabels.has(name))
      report('label-reserved', { field, name }, { path: [name], key: true });
  }
}

function inspectAnnotations(field: string, annotations: Readonly<Record<string, string | false>>, report: ReportIllegal): void {
  let bytes = 0;
  for (const [name, value] of Object.entries(annotations)) {
    const at = { path: [name], key: true };
    if (!isQualifiedName(name.toLowerCase())) report('annotation-invalid', { field, name, flaw: 'name' }, at);
    const of = Object.hasOwn(annotationsOfFields, name) ? annotationsOfFields[name] : undefined;
    if (of !== undefined || isUnder(prefixOf(name), reservedAnnotationPrefixes))
      report('annotation-reserved', { field, name, ...(of !== undefined && { instead: of }) }, at);
    if (value === false) continue;
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
    const problem = textProblem(value, 'argument');
    if (problem !== undefined) report('text-invalid', { what: name, ...problem }, { path: [name] });
  }
  if (bytes > mostAnnotationBytes) report('annotation-invalid', { field, name: field, flaw: 'size' });
}

/**
 * Labels that select nodes: names and values.
 * @param field the name of the mapping
 */
export function nodeLabelsSchema(field: string): Removable {
  return inspected(z.record(z.string(), textOrNone), (labels, report) => inspectLabels(field, labels, report));
}

/**
 * Labels of pods, beside those that Cadastre and Kubernetes write.
 * @param field the name of the mapping
 */
export function podLabelsSchema(field: string): Removable {
  return inspected(z.record(z.string(), textOrNone), (labels, report) => inspectOwnLabels(field, labels, report));
}

/**
 * Annotations of objects of ours, beside those that Cadastre writes.
 * @param field the name of the mapping
 */
export function annotationsSchema(field: string): Removable {
  return inspected(z.record(z.string(), textOrNone), (annotations, report) => inspectAnnotations(field, annotations, report));
}

/**
 * Annotations of Ingresses, for their controller, but for those that do harm.
 * @param field the name of the mapping
 */
export function ingressAnnotationsSchema(field: string): Removable {
  return inspected(annotationsSchema(field), (annotations, report) => inspectUnsafe(field, annotations, report));
}

/**
 * Labels of objects of ours, beside those that Cadastre and Kubernetes write.
 * @param field the name of the mapping
 */
export function objectLabelsSchema(field: string): z.ZodRecord<z.ZodString, z.ZodString> {
  return inspected(z.record(z.string(), z.string()), (labels, report) => inspectOwnLabels(field, labels, report));
}

/** Labels of all objects of a product. */
export const productLabelsSchema = inspected(z.record(z.string(), z.string()), (labels, report) =>
  inspectOwnLabels('labels', labels, report),
);

/** Annotations of all objects of a product. */
export const productAnnotationsSchema = inspected(z.record(z.string(), z.string()), (annotations, report) => {
  inspectAnnotations('annotations', annotations, report);
  // Ingresses have them, too.
  inspectUnsafe('annotations', annotations, report);
});
