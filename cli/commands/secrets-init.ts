import { visibleText } from '../../diagnostics';
import type { Platform } from '../../model';
import { ClusterError } from '../cluster/cluster-error';
import { byHand } from '../cluster/by-hand';
import { type ComparedObject, compareObject } from '../cluster/compare-object';
import { describeTarget } from '../cluster/describe-target';
import { type ExpectedObject, expectedObjects, titleOf } from '../cluster/expected-object';
import { createKubectl } from '../cluster/kubectl';
import { type PlannedSecret, planSecret } from '../cluster/plan-secret';
import { type ClusterState, readCluster } from '../cluster/read-cluster';
import { selectPlatform } from '../cluster/select-platform';
import { tellObject } from '../cluster/tell-object';
import { createNamespace, type WrittenSecrets, writeSecrets } from '../cluster/write-secrets';
import { exitCode } from '../exit-code';
import type { Selection } from '../load-products';
import type { ParameterOption } from '../preview-parameters';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';

/** The options of `cadastre secrets init`. */
export interface SecretsInitOptions extends Pick<Selection, 'registryTimeout'>, ParameterOption {
  readonly registry: string;
  readonly product: string;
  readonly environment: string;
  /** The kubeconfig's context; undefined for the current one. */
  readonly context?: string | undefined;
  readonly dryRun: boolean;
}

/**
 * Creates the Secrets of one platform that the cluster lacks, as far as their values can be made here. What is there stays as it is. Names are told, values
 * never.
 * @returns the exit code: 1 also if something is left for the team to create
 * @throws UsageError when the Secrets of the environment are not made this way
 * @throws ClusterError when the cluster cannot be read
 */
export async function secretsInit(options: SecretsInitOptions, terminal: Terminal): Promise<number> {
  const { context, dryRun } = options;
  const selected = await selectPlatform(options, 'nothing was created', terminal);
  if (selected === undefined) return exitCode.findings;
  const { platform, blueprint } = selected;
  refuseOtherProviders(platform);
  const kubectl = createKubectl(context);
  const expected = expectedObjects(blueprint);
  const before = await readCluster(kubectl, platform, expected);
  const planned = compareAll(expected, before).flatMap((compared) => planSecret(compared) ?? []);
  terminal.out(`${await describeTarget(kubectl, platform, context)}\n`);
  if (before.namespaceExists === false) {
    if (!platform.createsNamespace)
      throw new ClusterError(
        `namespace \`${platform.namespace}\` is not there, and \`namespace.create\` of ${platform.sources.overlay.file} says that it is not created here`,
      );
    if (!dryRun) await createNamespace(kubectl, platform);
    terminal.out(`namespace/${platform.namespace}: ${dryRun ? 'would be created' : 'created'}\n`);
  }
  const { written, reasons } = dryRun ? pretend(planned) : await writeSecrets(kubectl, platform, planned, before);
  const after = planned.length === 0 || dryRun ? before : await readCluster(kubectl, platform, expected);
  const plans = new Map(planned.map((plan) => [titleOf({ kind: 'secret', name: plan.secret.name }), plan]));
  let lacking = 0;
  for (const compared of compareAll(expected, after)) {
    const title = titleOf(compared.expected);
    const plan = plans.get(title);
    if (plan !== undefined && written.has(title)) terminal.out(`${title}: ${dryRun ? 'would be ' : ''}${tellPlan(plan)}\n`);
    if (plan !== undefined && written.has(title) && (compared.complete || (dryRun && willBeComplete(compared)))) continue;
    terminal.out(`${tellObject(compared)}\n`);
    if (compared.complete) continue;
    lacking += 1;
    if (plan === undefined)
      terminal.out(
        byHand(compared, platform.namespace, context)
          .map((line) => `  ${line}\n`)
          .join(''),
      );
  }
  if (lacking === 0) return exitCode.clean;
  // Without anything lacking, whoever came first has made what the server refused to take from here.
  for (const reason of reasons) terminal.err(`error: ${visibleText(reason)}\n`);
  terminal.err(
    `${lacking} of ${expected.length} ${dryRun ? 'would still not be' : 'are not'} as ${platform.product}/${platform.environment} needs them\n`,
  );
  return exitCode.findings;
}

function tellPlan({ resourceVersion, keys }: PlannedSecret): string {
  return `${resourceVersion === undefined ? 'created with' : 'given'} ${keys.join(', ')}`;
}

/** Whether what is planned is all that the Secret needs: what is there and wrong stays as it is. */
function willBeComplete({ keys }: ComparedObject): boolean {
  return keys.every(({ state }) => state === 'present' || state === 'missing');
}

function compareAll(expected: readonly ExpectedObject[], { found }: ClusterState): ComparedObject[] {
  return expected.map((object) => compareObject(object, found.get(titleOf(object))));
}

/** The Secrets that a run would write if the cluster did not change meanwhile. */
function pretend(planned: readonly PlannedSecret[]): WrittenSecrets {
  return { written: new Set(planned.map(({ secret }) => titleOf({ kind: 'secret', name: secret.name }))), reasons: [] };
}

function refuseOtherProviders({ product, environment, secretProvider, sources }: Platform): void {
  const provider: string = secretProvider.provider;
  if (provider === 'existing') return;
  const whoElse =
    provider === 'development'
      ? '`cadastre synth` writes its Secrets, and applying the folder creates them'
      : 'they come from there, and what was created here would be in its way';
  throw new UsageError(
    `the Secrets of \`${product}\` in \`${environment}\` have the provider \`${provider}\` (${sources.overlay.file}): ${whoElse}`,
  );
}
