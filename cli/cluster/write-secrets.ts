import { randomBytes } from 'node:crypto';
import { secretSubject } from '../../constructs/secrets/secret-subject';
import type { Platform } from '../../model';
import { ClusterError } from './cluster-error';
import { titleOf } from './expected-object';
import type { Kubectl } from './kubectl';
import { kubectlReasons } from './kubectl-reasons';
import { namespaceManifest } from './namespace-manifest';
import { drawValues, type PlannedSecret } from './plan-secret';
import { type ClusterState, hasNamespace } from './read-cluster';

/**
 * Creates the namespace as the manifests have it, in the way in which a person applies them. That another has done so meanwhile is no failure.
 * @throws ClusterError when the cluster refuses
 */
export async function createNamespace(kubectl: Kubectl, platform: Platform): Promise<void> {
  const { code, stderr } = await kubectl(['apply', '--filename=-'], JSON.stringify(namespaceManifest(platform)));
  if (code === 0 || (await hasNamespace(kubectl, platform.namespace)) === true) return;
  const { product, environment, namespace } = platform;
  const byAnother = `have \`${product}/${environment}/00-namespace.k8s.yaml\` of the manifests applied by a person who may`;
  throw new ClusterError(`namespace \`${namespace}\` cannot be created: ${kubectlReasons(stderr).join('; ')}: ${byAnother}`);
}

/** The Secrets that were written, and the reasons why others were not. */
export interface WrittenSecrets {
  /** {@link titleOf} each that was written. */
  readonly written: ReadonlySet<string>;
  /** Why others were not. */
  readonly reasons: readonly string[];
}

/**
 * Writes Secrets with new values. A value that is there by now is never replaced: every run applies as a field manager of its own, so the server refuses
 * to give it what another manager has set, also if that is another run; and what was read before is only added to as long as it is the same.
 */
export async function writeSecrets(
  kubectl: Kubectl,
  platform: Platform,
  planned: readonly PlannedSecret[],
  { found }: ClusterState,
): Promise<WrittenSecrets> {
  if (planned.length === 0) return { written: new Set(), reasons: [] };
  const items = planned.map((plan) => {
    const existing = found.get(titleOf({ kind: 'secret', name: plan.secret.name }))?.values ?? new Map<string, string>();
    return manifestOf(plan, drawValues(plan, existing), platform);
  });
  const manager = `cadastre-${randomBytes(4).toString('hex')}`;
  // Client-side, kubectl would copy the values into an annotation.
  const args = ['apply', '--server-side', `--field-manager=${manager}`, '--output=name', '--filename=-'];
  const { code, stdout, stderr } = await kubectl(args, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  const written = new Set(stdout.split('\n').filter((line) => line !== ''));
  return { written, reasons: code === 0 ? [] : kubectlReasons(stderr) };
}

function manifestOf({ secret, resourceVersion }: PlannedSecret, values: ReadonlyMap<string, string>, platform: Platform): object {
  const { name } = secret;
  const { namespace } = platform;
  const metadata =
    resourceVersion === undefined
      ? { name, namespace, labels: { ...secretSubject(platform, secret).labels, ...secret.form?.labels } }
      : { name, namespace, resourceVersion };
  const data = Object.fromEntries([...values].map(([key, value]) => [key, Buffer.from(value).toString('base64')]));
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata,
    ...(resourceVersion === undefined && { type: secret.form?.type ?? 'Opaque' }),
    data,
  };
}
