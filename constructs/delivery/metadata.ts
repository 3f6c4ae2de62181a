import type { k8s } from 'cdk8s-plus-28';
import type { Platform } from '../../model/platform';
import type { Plain } from '../manifest';
import { type SyncWave, syncWaves } from './sync-wave';

/** Metadata of one object, always with a name. */
export type ObjectMetadata = Plain<k8s.ObjectMeta> & { readonly name: string };

/** What an object belongs to, in the words of the recommended labels. */
export interface Subject {
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
 * The labels everything of a subject carries.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function labelsOf(platform: Platform, subject: Subject): Record<string, string> {
  return {
    'app.kubernetes.io/name': subject.name,
    'app.kubernetes.io/instance': subject.instance,
    'app.kubernetes.io/component': subject.component,
    'app.kubernetes.io/part-of': platform.product,
    ...(subject.version !== undefined && { 'app.kubernetes.io/version': subject.version }),
    'app.kubernetes.io/managed-by': 'cadastre',
    ...subject.labels,
  };
}

/**
 * The labels by which pods are selected. They can never change on a Deployment that exists, so they hold nothing else.
 */
export function selectorOf(subject: Pick<Subject, 'name' | 'component'>): Record<string, string> {
  return { 'app.kubernetes.io/name': subject.name, 'app.kubernetes.io/component': subject.component };
}

/**
 * The metadata of one object.
 * @param options.name the object's name
 * @param options.wave its place in Argo CD's order; kubectl delivery knows no order
 */
export function metadataOf(
  platform: Platform,
  subject: Subject,
  options: { readonly name: string; readonly wave: SyncWave; readonly annotations?: Readonly<Record<string, string>> },
): ObjectMetadata {
  const annotations = { ...options.annotations, ...waveAnnotation(platform, options.wave) };
  return {
    name: options.name,
    namespace: platform.namespace,
    labels: labelsOf(platform, subject),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
}

/**
 * The annotation that puts an object into Argo CD's order.
 * @returns nothing in kubectl delivery
 */
export function waveAnnotation(platform: Platform, wave: SyncWave): Record<string, string> {
  return platform.delivery === 'argocd' ? { 'argocd.argoproj.io/sync-wave': String(syncWaves[wave]) } : {};
}
