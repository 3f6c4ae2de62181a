import { spawnSync } from 'node:child_process';
import type { ManifestObject } from '../../../output';
import { objectTitle } from '../../support/lint/trees';
import type { LintTools } from './tools';

/** A pod, or what pods are made from. */
export interface PodTemplate {
  readonly metadata?: object;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** The pod template of an object with its title: of a Pod itself, of a CronJob's Job, of whatever else makes pods. None for other objects. */
export function podTemplates(objects: readonly ManifestObject[]): { readonly title: string; readonly pod: PodTemplate }[] {
  return objects.flatMap((object) => {
    const { kind, metadata, spec } = object as unknown as { kind: string; metadata: { name: string }; spec?: Spec };
    const pod = kind === 'Pod' ? { metadata, spec } : (spec?.jobTemplate?.spec.template ?? spec?.template);
    const hasContainers = Array.isArray(pod?.spec?.['containers']);
    return hasContainers ? [{ title: objectTitle({ kind, metadata }), pod: pod as PodTemplate }] : [];
  });
}

interface Spec {
  readonly template?: Partial<PodTemplate>;
  readonly jobTemplate?: { readonly spec: { readonly template: PodTemplate } };
  readonly [field: string]: unknown;
}

/**
 * Judges pods by Pod Security `restricted`, in its newest version.
 * @returns for each pod what is forbidden of it, in the words of the API server; undefined if it is allowed
 * @throws if a pod has a field that Kubernetes does not know
 */
export function forbiddenIn({ podSecurity }: LintTools, pods: readonly PodTemplate[]): (string | undefined)[] {
  const { stdout, stderr, status } = spawnSync(podSecurity, { input: JSON.stringify(pods), encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`pod-security: ${status}\n${stderr}`);
  const verdicts = JSON.parse(stdout) as { readonly allowed: boolean; readonly detail: string }[];
  return verdicts.map(({ allowed, detail }) => (allowed ? undefined : detail));
}
