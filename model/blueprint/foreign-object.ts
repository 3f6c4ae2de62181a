import type { Place } from '../../diagnostics';
import type { KubernetesObject } from '../platform';
import type { Stage } from './stage';

/** A Kubernetes object of the team: carried into the tree, or made by an extension. */
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
  /** Whether it is carried as it was written, or made by code. */
  readonly origin: 'foreign' | 'extension';
  /** The document that it is, or the line that made it. */
  readonly place: Place;
}
