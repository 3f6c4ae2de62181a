import { ApiObject, JsonPatch } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';

/**
 * The props type of a Kubernetes API object as plain JSON: quantities and int-or-strings are what they are in YAML,
 * and the few fields newer than Kubernetes 1.28 that we use are allowed.
 */
export type Plain<T> = T extends k8s.HttpHeader
  ? { readonly name: string; readonly value: string }
  : T extends k8s.Quantity
    ? string | number
    : T extends Date
      ? string
      : T extends readonly (infer Item)[]
        ? readonly Plain<Item>[]
        : T extends object
          ? { readonly [Key in keyof T as ApiName<Key>]: Key extends 'preStop' ? Plain<T[Key]> & LifecycleSleep : Plain<T[Key]> }
          : T;

/** The generated props spell a few names otherwise than the API does. These are the ones we use. */
type ApiName<Key> = Key extends 'clusterIp' ? 'clusterIP' : Key extends 'clientIp' ? 'clientIP' : Key;

/** The props type of a custom resource as plain JSON. */
export type CustomPlain<T> = T extends readonly (infer Item)[]
  ? readonly CustomPlain<Item>[]
  : T extends object
    ? { readonly [Key in keyof T as Key extends keyof CustomNames ? CustomNames[Key] : Key]: CustomPlain<T[Key]> }
    : T;

/** The names that the generated props of custom resources spell otherwise than the API does. */
interface CustomNames {
  readonly clientIpDetection: 'clientIPDetection';
  readonly remoteJwks: 'remoteJWKS';
  readonly repoUrl: 'repoURL';
  readonly sourceCidr: 'sourceCIDR';
  readonly toCidr: 'toCIDR';
  readonly toFqdNs: 'toFQDNs';
  readonly trustedCidRs: 'trustedCIDRs';
}

/** Waits before the container is stopped, without a shell in the image. Kubernetes 1.30 and newer. */
interface LifecycleSleep {
  readonly sleep?: { readonly seconds: number };
}

/** One Kubernetes object as plain JSON. */
export interface ManifestProps {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Plain<k8s.ObjectMeta> & { readonly name: string };
  /** `spec`, `data` and whatever else the kind has. */
  readonly [field: string]: unknown;
}

/**
 * An API object that renders the plain props it was given. The generated classes drop fields they do not know, and
 * spend most of a synthesis on renaming the others.
 */
export class Manifest extends ApiObject {
  /** The object as it was given, without what was added to it since. */
  readonly content: ManifestProps;
  private readonly jsonPatches: JsonPatch[] = [];
  private readonly changes: ((json: Record<string, unknown>) => Record<string, unknown>)[] = [];

  /**
   * @param manifest rendered as it is: no `undefined`, no class instances
   */
  constructor(scope: Construct, id: string, manifest: ManifestProps) {
    super(scope, id, { apiVersion: manifest.apiVersion, kind: manifest.kind, metadata: { ...manifest.metadata } as never });
    this.content = manifest;
  }

  /** Adds JSON patches (RFC 6902) that are applied when the object is rendered. */
  override addJsonPatch(...operations: JsonPatch[]): void {
    this.jsonPatches.push(...operations);
  }

  /** Adds a change that is made when the object is rendered, after its JSON patches. It leaves its argument as it is. */
  addChange(change: (json: Record<string, unknown>) => Record<string, unknown>): void {
    this.changes.push(change);
  }

  /** Renders the object as plain JSON, with whatever was added to its metadata since. */
  override toJson(): Record<string, unknown> {
    const json = { ...this.content, metadata: this.renderMetadata() };
    const patched =
      this.jsonPatches.length === 0 ? json : (JsonPatch.apply(structuredClone(json), ...this.jsonPatches) as Record<string, unknown>);
    return this.changes.reduce((before, change) => change(before), patched as Record<string, unknown>);
  }

  private renderMetadata(): Record<string, unknown> {
    // Read where `addLabel()` and its like write: its own `toJson()` would sanitize and sort every object again.
    const { metadata } = this;
    const labels = metadata['labels'] as Record<string, string>;
    const annotations = metadata['annotations'] as Record<string, string>;
    const { labels: _l, annotations: _a, name: _n, namespace: _ns, ...rest } = metadata['_additionalAttributes'] as Record<string, unknown>;
    const given = this.content.metadata.labels;
    const finalizers = metadata['finalizers'] as string[];
    const ownerReferences = metadata['ownerReferences'] as object[];
    return {
      name: metadata.name,
      ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
      // The labels that were given are shared by many objects, and whoever writes them out can tell.
      ...(hasKeys(labels) && { labels: given !== undefined && sameRecord(given, labels) ? given : labels }),
      ...(hasKeys(annotations) && { annotations }),
      ...rest,
      ...(finalizers.length > 0 && { finalizers }),
      ...(ownerReferences.length > 0 && { ownerReferences }),
    };
  }
}

function hasKeys(record: object): boolean {
  for (const _ in record) return true;
  return false;
}

function sameRecord(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  let rest = 0;
  for (const key in b) {
    if (a[key] !== b[key]) return false;
    rest += 1;
  }
  for (const _ in a) rest -= 1;
  return rest === 0;
}
