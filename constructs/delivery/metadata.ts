import type { k8s } from 'cdk8s-plus-28';
import type { Platform } from '../../model/platform';
import type { Plain } from '../manifest';
import { type SyncWave, syncWaves } from './sync-wave';

/** Metadata of one object, always with a name. */
export type ObjectMetadata = Plain<k8s.ObjectMeta> & { readonly name: string };

/** What objects belong to, with the labels they all share. */
export interface Subject {
  /** `app.kubernetes.io/instance`: the name of the workload. */
  readonly instance: string;
  /** The recommended labels and ours. */
  readonly labels: Readonly<Record<string, string>>;
  /** The labels by which pods are selected. They can never change on a Deployment that exists, so they hold nothing else. */
  readonly selector: Readonly<Record<string, string>>;
}

/** What a {@link Subject} is made from, in the words of the recommended labels. */
export interface SubjectProps {
  /** `app.kubernetes.io/name`. */
  readonly name: string;
  /** `app.kubernetes.io/instance`: the name of the workload. */
  readonly instance: string;
  /** `app.kubernetes.io/component`. */
  readonly component: string;
  /**
   * `app.kubernetes.io/version`, a legal label value.
   * @default left out
   */
  readonly version?: string | undefined;
  /**
   * More labels.
   * @default none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * Makes the labels of a subject. They are frozen, so that what is equal is known to stay equal.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function createSubject(platform: Platform, { name, instance, component, version, labels }: SubjectProps): Subject {
  return {
    instance,
    labels: Object.freeze({
      'app.kubernetes.io/name': name,
      'app.kubernetes.io/instance': instance,
      'app.kubernetes.io/component': component,
      'app.kubernetes.io/part-of': platform.product,
      ...(version !== undefined && { 'app.kubernetes.io/version': version }),
      'app.kubernetes.io/managed-by': 'cadastre',
      ...labels,
    }),
    selector: Object.freeze({ 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': component }),
  };
}

/** What the metadata of one object says beside its subject. */
export interface MetadataProps {
  /** The object's name. */
  readonly name: string;
  /** Its place in Argo CD's order; kubectl delivery knows no order. */
  readonly wave: SyncWave;
  /** @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The metadata of one object. */
export function metadataOf(platform: Platform, { labels }: Subject, { name, wave, annotations }: MetadataProps): ObjectMetadata {
  const all = platform.delivery === 'argocd' ? { ...annotations, ...waveAnnotation(platform, wave) } : annotations;
  return { name, namespace: platform.namespace, labels, ...(all !== undefined && { annotations: all }) };
}

/**
 * The annotation that puts an object into Argo CD's order.
 * @returns nothing in kubectl delivery
 */
export function waveAnnotation(platform: Platform, wave: SyncWave): Record<string, string> {
  return platform.delivery === 'argocd' ? { 'argocd.argoproj.io/sync-wave': String(syncWaves[wave]) } : {};
}
