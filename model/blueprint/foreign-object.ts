import type { Place } from '../../diagnostics';
import type { KubernetesObject } from '../platform';
import type { Stage } from './stage';

/** A Kubernetes object that the team wrote and we carry into the tree. */
export interface ForeignObject {
  /** The kind with its API group and the name, such as `foreign/apps/Deployment/nats`. */
  readonly id: string;
  /** The file that it is written to, without an ending: no hostname is one. */
  readonly file: string;
  /** The object as its authors wrote it. */
  readonly object: KubernetesObject;
  /** When it is applied; an object that says its own sync wave keeps that. */
  readonly stage: Stage;
  /** Whether the object is in the namespace, and not in the whole cluster. */
  readonly namespaced: boolean;
  readonly origin: 'foreign';
  /** The document that it is. */
  readonly place: Place;
}
