import type { Place } from '../../diagnostics';

/** A value that JSON can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonMapping;

/** A mapping that JSON can hold. */
export interface JsonMapping {
  readonly [key: string]: JsonValue;
}

/** A Kubernetes object as its authors wrote it, with all parts of its name. */
export type KubernetesObject = JsonMapping & {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: JsonMapping & { readonly name: string };
};

/** A Kubernetes object of the team's that is carried into the tree, or made by an extension. */
export interface ForeignManifest {
  /** The kind with its API group, and the name, such as `apps/Deployment/nats`. */
  readonly key: string;
  /** The name of its file, without folder and ending. */
  readonly file: string;
  readonly object: KubernetesObject;
  /** The document that it is, or the line that made it. */
  readonly place: Place;
  /** Whether an extension made it. */
  readonly extended: boolean;
}
