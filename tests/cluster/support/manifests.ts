import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { parseAllDocuments } from 'yaml';

/** A reference to one key of a Secret or ConfigMap. */
export interface KeyReference {
  readonly name: string;
  readonly key: string;
}

export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef?: KeyReference; readonly configMapKeyRef?: KeyReference };
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly { readonly secretRef?: { readonly name: string }; readonly configMapRef?: { readonly name: string } }[];
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string; readonly subPath?: string }[];
}

export interface Volume {
  readonly emptyDir?: object;
  readonly name: string;
  readonly configMap?: { readonly name: string };
  readonly secret?: { readonly secretName: string };
  readonly persistentVolumeClaim?: { readonly claimName: string };
}

export interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly Volume[];
  readonly [field: string]: unknown;
}

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface PodTemplate {
  readonly metadata?: Partial<Metadata>;
  readonly spec: PodSpec;
}

/** As much of a Kubernetes object as these tests read; whatever else it holds is carried along. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly spec?: {
    readonly template?: PodTemplate;
    readonly jobTemplate?: { readonly spec: { readonly template: PodTemplate } };
    readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
    readonly rules?: readonly IngressRule[];
    readonly [field: string]: unknown;
  };
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

export interface IngressRule {
  readonly host?: string;
  readonly http?: { readonly paths: readonly { readonly path: string; readonly pathType: string }[] };
}

/** The manifest files below a folder, as paths relative to it, sorted. */
export function manifestFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.k8s.yaml'))
    .sort();
}

/** Every Kubernetes object in the manifest files below a folder. */
export function readObjects(directory: string): KubernetesObject[] {
  return manifestFiles(directory).flatMap((file) =>
    parseAllDocuments(readFileSync(path.join(directory, file), 'utf8')).flatMap((document) => {
      if (document.errors.length > 0) throw new Error(`${file}: ${document.errors[0]?.message}`);
      const value = document.toJS() as KubernetesObject | null;
      return value === null ? [] : [value];
    }),
  );
}

/** What a person calls an object: `Deployment/assessment-roll`. */
export function objectTitle(object: KubernetesObject): string {
  return `${object.kind}/${object.metadata.name}`;
}

/** The service that an object belongs to, as its labels say. */
export function serviceOf(object: KubernetesObject): string {
  const service = object.metadata.labels?.['app.kubernetes.io/name'];
  if (service === undefined) throw new Error(`${objectTitle(object)} has no label app.kubernetes.io/name`);
  return service;
}

/** The pod that a workload runs. */
export function podTemplateOf(object: KubernetesObject): PodTemplate {
  const template = object.spec?.template;
  if (template === undefined) throw new Error(`${objectTitle(object)} runs no pods`);
  return template;
}

/** The init Jobs among some objects. */
export function initJobsOf(objects: readonly KubernetesObject[]): KubernetesObject[] {
  return objects.filter(isInitJob);
}

/** Whether an object is an init Job: one that creates a service's database and its owner. */
function isInitJob(object: KubernetesObject): boolean {
  return object.kind === 'Job' && object.metadata.labels?.['app.kubernetes.io/component'] === 'db-init';
}
