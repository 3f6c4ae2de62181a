import { InvalidArgumentError } from 'commander';
import { credentialInValue } from '../formats';
import type { CompiledPlatform, PreviewParameters } from '../model';
import { didYouMean } from './did-you-mean';
import type { TreeName } from './before/before-tree';

/** The parameters that a run may give. */
const known = ['number'] as const;

/** The part of a command's options that says which preview is meant. */
export interface ParameterOption {
  /**
   * The parameters of the run, by name.
   * @default none
   */
  readonly param?: Readonly<Record<string, string>> | undefined;
}

/** Reads one `--param name=value`, and adds it to those before it. */
export function addParameter(text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const [, name = text, value] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (credentialInValue(text) !== undefined || (value !== undefined && credentialInValue(value) !== undefined))
    throw new InvalidArgumentError('It is a credential: a parameter stands in the manifests.');
  if (!(known as readonly string[]).includes(name))
    throw new InvalidArgumentError(`No parameter is called so${didYouMean(name, known)}: it is \`number=N\`, such as number=17.`);
  if (value === undefined) throw new InvalidArgumentError('It has to be a name and a value, such as number=17.');
  if (before[name] !== undefined) throw new InvalidArgumentError(`\`${name}\` is there twice.`);
  return { ...before, [name]: value };
}

/**
 * The parameters as `compile` takes them.
 * @param one whether the run is for one environment by its name, which then is a preview of a number or none at all
 */
export function previewParameters({ param }: ParameterOption, one: boolean): PreviewParameters | undefined {
  return param ?? (one ? {} : undefined);
}

/** Finds trees of previews by their names: of each pull request there may be one. */
export function previewTrees(platforms: readonly Pick<CompiledPlatform, 'platform'>[]): (name: TreeName) => boolean {
  const starts = new Set(
    platforms.flatMap(({ platform: { product, environment, preview } }) => (preview === undefined ? [] : [`${product}/${environment}`])),
  );
  return ({ product, environment }) => /-[1-9]\d{0,6}$/.test(environment) && starts.has(`${product}/${environment.replace(/-\d+$/, '')}`);
}
