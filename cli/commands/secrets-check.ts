import type { Platform } from '../../model';
import { type ComparedObject, compareObject } from '../cluster/compare-object';
import { describeTarget } from '../cluster/describe-target';
import { expectedObjects, titleOf } from '../cluster/expected-object';
import { createKubectl } from '../cluster/kubectl';
import { readCluster } from '../cluster/read-cluster';
import { selectPlatform } from '../cluster/select-platform';
import { tellObject } from '../cluster/tell-object';
import { exitCode } from '../exit-code';
import type { Selection } from '../load-products';
import type { ParameterOption } from '../preview-parameters';
import type { Terminal } from '../terminal';

/** How `cadastre secrets check` prints what it found. */
export const checkFormats = ['text', 'json'] as const;

/** The options of `cadastre secrets check`. */
export interface SecretsCheckOptions extends Pick<Selection, 'registryTimeout'>, ParameterOption {
  readonly registry: string;
  readonly product: string;
  readonly environment: string;
  /** The kubeconfig's context; undefined for the current one. */
  readonly context?: string | undefined;
  readonly format: (typeof checkFormats)[number];
}

/**
 * Says which Secrets and keys a platform expects, and which of them the cluster lacks. Nothing is changed, and no value is shown.
 * @returns the exit code: 1 when something is lacking
 * @throws ClusterError when the cluster cannot be read
 */
export async function secretsCheck(options: SecretsCheckOptions, terminal: Terminal): Promise<number> {
  const { context, format } = options;
  const selected = await selectPlatform(options, 'nothing was looked at', terminal);
  if (selected === undefined) return exitCode.findings;
  const { platform, blueprint } = selected;
  const kubectl = createKubectl(context);
  const expected = expectedObjects(blueprint);
  const { namespaceExists, found } = await readCluster(kubectl, platform, expected);
  const objects = expected.map((object) => compareObject(object, found.get(titleOf(object))));
  const complete = objects.every((object) => object.complete);
  if (format === 'json') terminal.out(`${JSON.stringify(recordOf(platform, namespaceExists, complete, objects), undefined, 2)}\n`);
  else {
    terminal.out(`${await describeTarget(kubectl, platform, context)}\n`);
    if (namespaceExists === false) terminal.out(`namespace/${platform.namespace}: not there\n`);
    terminal.out(objects.map((object) => `${tellObject(object)}\n`).join(''));
    const lacking = objects.filter((object) => !object.complete).length;
    terminal.out(
      lacking === 0 ? `all ${objects.length} are as they are expected\n` : `${lacking} of ${objects.length} are not as they are expected\n`,
    );
  }
  return complete ? exitCode.clean : exitCode.findings;
}

/** For programs: fields are added here, and never renamed. */
function recordOf(
  { product, environment, namespace }: Platform,
  namespaceExists: boolean | undefined,
  complete: boolean,
  objects: readonly ComparedObject[],
): object {
  return {
    product,
    environment,
    namespace,
    namespaceExists: namespaceExists ?? null,
    complete,
    objects: objects.map(({ expected: { kind, name, types }, found, keys, wrongType, complete: isComplete }) => ({
      kind,
      name,
      complete: isComplete,
      exists: found !== undefined,
      type: found?.type ?? null,
      ...(wrongType && { expectedType: types }),
      keys: keys.map(({ key, state }) => ({ name: key.name, source: key.source.kind, optional: key.optional, state })),
    })),
  };
}
