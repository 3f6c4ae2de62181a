import type { k8s } from 'cdk8s-plus-28';
import { type Blueprint, type Stage, type WaveSetting, waveOf, type Workload } from '../../model/blueprint';
import type { Plain } from '../manifest';

/** The facts of a platform that the metadata of every object depends on. */
export type Setting = Pick<Blueprint, 'product' | 'namespace' | 'delivery' | 'labels' | 'annotations'> &
  Partial<Pick<Blueprint, 'isPreview'>> &
  WaveSetting;

/** Metadata of one object, always with a name. */
export type ObjectMetadata = Plain<k8s.ObjectMeta> & { readonly name: string };

/** The labels that the objects of one workload, or of one other thing, have in common. */
export interface Subject {
  /** Those of every object: the recommended labels but for the version, and the product's. */
  readonly labels: Readonly<Record<string, string>>;
  /** Those of the pods, with the version that they run. Nothing else may be there: what changes a label restarts pods. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Those of the object that makes the pods, with what people want to know of it beside. */
  readonly workloadLabels: Readonly<Record<string, string>>;
  /** The labels by which pods are selected. They can never change on a Deployment that exists, so they hold nothing else. */
  readonly selector: Readonly<Record<string, string>>;
}

/** The values of the labels of a {@link Subject}, in the words of the recommended labels. */
export interface SubjectProps {
  /** `app.kubernetes.io/name`. */
  readonly name: string;
  /** `app.kubernetes.io/instance`: the name of the workload. */
  readonly instance: string;
  /** `app.kubernetes.io/component`. */
  readonly component: string;
  /**
   * `app.kubernetes.io/version`, a legal label value, of the workload and its pods.
   * @default left out
   */
  readonly version?: string | undefined;
  /**
   * More labels of all objects.
   * @default none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * More labels of the workload alone.
   * @default none
   */
  readonly ofWorkload?: Readonly<Record<string, string>>;
}

/**
 * Makes the labels of a subject. They are frozen, so that equal ones are known to stay equal.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function createSubject(
  { product, labels: ofAll }: Pick<Setting, 'product' | 'labels'>,
  { name, instance, component, version, labels, ofWorkload = {} }: SubjectProps,
): Subject {
  const withMore = (more: Readonly<Record<string, string>>, of: string | undefined): Readonly<Record<string, string>> =>
    Object.freeze({
      'app.kubernetes.io/name': name,
      'app.kubernetes.io/instance': instance,
      'app.kubernetes.io/component': component,
      'app.kubernetes.io/part-of': product,
      ...(of !== undefined && { 'app.kubernetes.io/version': of }),
      'app.kubernetes.io/managed-by': 'cadastre',
      ...labels,
      ...more,
      ...ofAll,
    });
  const ofEach = withMore({}, undefined);
  const podLabels = version === undefined ? ofEach : withMore({}, version);
  return {
    labels: ofEach,
    podLabels,
    workloadLabels: Object.keys(ofWorkload).length === 0 ? podLabels : withMore(ofWorkload, version),
    selector: Object.freeze({ 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': component }),
  };
}

/** The labels of a workload's objects. */
export function workloadSubject(
  setting: Pick<Setting, 'product' | 'labels'>,
  { identity, description }: Pick<Workload, 'identity' | 'description'>,
): Subject {
  const { instance, version, layer, team } = description;
  return createSubject(setting, {
    ...identity,
    instance,
    version,
    ofWorkload: { ...(layer !== undefined && { 'cadastre.dev/layer': layer }), ...(team !== undefined && { 'cadastre.dev/team': team }) },
  });
}

/** The parts of an object's metadata that do not follow from its subject. */
export interface MetadataProps {
  /** The object's name. */
  readonly name: string;
  /** Its place in Argo CD's order; kubectl delivery knows no order. */
  readonly stage: Stage;
  /** @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The metadata of one object. */
export function metadataOf(
  setting: Setting,
  { labels }: Pick<Subject, 'labels'>,
  { name, stage, annotations }: MetadataProps,
): ObjectMetadata {
  const own = setting.delivery === 'argocd' ? { ...annotations, ...waveAnnotation(setting, stage) } : annotations;
  const all = Object.keys(setting.annotations).length === 0 ? own : { ...own, ...setting.annotations };
  return { name, namespace: setting.namespace, labels, ...(all !== undefined && Object.keys(all).length > 0 && { annotations: all }) };
}

/** The metadata of the object that makes the pods of a workload. */
export function workloadMetadata(
  setting: Setting,
  { workloadLabels }: Pick<Subject, 'workloadLabels'>,
  props: MetadataProps,
): ObjectMetadata {
  return metadataOf(setting, { labels: workloadLabels }, props);
}

/**
 * The annotation that puts an object into Argo CD's order.
 * @returns no annotation in kubectl delivery, nor in wave 0, where Argo CD puts what says nothing
 */
export function waveAnnotation(setting: Pick<Setting, 'delivery'> & WaveSetting, stage: Stage): Record<string, string> {
  const wave = waveOf(stage, setting);
  return setting.delivery === 'argocd' && wave !== 0 ? { 'argocd.argoproj.io/sync-wave': String(wave) } : {};
}
