import fc from 'fast-check';
import { renderTrees } from '../../cli/synthesize';
import { createLocator, type Diagnostic, formatGithub, formatJson, formatText, hasErrors } from '../../diagnostics';
import { isDnsLabel, isDnsSubdomain } from '../../formats';
import { compile, type CompiledPlatform } from '../../model';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { parsers } from '../output/support/parsers';
import { type PlatformInput, productInputsOf } from '../support/platform';
import type { RenderedFile } from '../../output';
import type { Counts } from './counts';
import { mutate, mutations } from './mutations';
import { expectHostsReached, networks, withNetwork } from './networks';
import { shown } from './shown';

/** The longest name of the objects of a kind; of all others a DNS subdomain is asked for. */
const labels: ReadonlySet<string> = new Set(['Namespace', 'Service', 'StatefulSet', 'CronJob', 'Job']);

const bases: readonly PlatformInput[] = Object.values(goldenPlatforms);

/** Every second case starts from a platform of one service: it takes half the time, and a mutation meets more of what it has. */
const base = fc.oneof(fc.constantFrom(...bases), fc.constantFrom(...bases.filter(({ services }) => Object.keys(services).length === 1)));

/** What is changed: places, mostly; what services call outside, mostly told rightly; or both. */
const changed = fc.oneof(
  { weight: 3, arbitrary: fc.record({ changes: mutations, network: fc.constant(undefined) }) },
  { weight: 2, arbitrary: fc.record({ changes: fc.constant([]), network: networks }) },
  { weight: 1, arbitrary: fc.record({ changes: mutations, network: networks }) },
);

/** A golden platform whose registry, manifest, overlay, image lock or carried objects were changed in one to four places, or whose services call hosts outside. */
export const changedPlatform = fc.tuple(base, changed).map(([chosen, { changes, network }]): PlatformInput => {
  const { services, manifest, overlay, imageLock, manifests, ...rest } = network === undefined ? chosen : withNetwork(chosen, network);
  return { ...rest, ...mutate({ services, manifest, overlay, imageLock, manifests }, changes) } as PlatformInput;
});

/**
 * Whatever a registry holds, there is no crash, each finding has a place and is told in words, and what has no error gives objects of legal names, no two of one name, in YAML that is read
 * back as it is.
 */
export function registries(counts: Counts): fc.IProperty<[PlatformInput]> {
  return fc.property(changedPlatform, (input) => {
    counts.cases++;
    const { diagnostics, accepted, platforms } = compile(productInputsOf(shaped(input)));
    for (const finding of [...diagnostics, ...accepted]) expectTold(finding, counts);
    shown(printed(diagnostics));
    if (hasErrors(diagnostics)) {
      counts.refused++;
      return;
    }
    const trees = renderTrees(platforms, 'dist');
    for (const { found } of trees) for (const finding of found.diagnostics) expectTold(finding, counts);
    if (trees.some(({ found }) => hasErrors(found.diagnostics))) {
      counts.refused++;
      return;
    }
    counts.synthesized++;
    for (const [index, { files }] of trees.entries()) expectObjects(platforms[index]!, files, counts);
    if (input.overlay !== undefined && 'capabilities' in input.overlay) for (const compiled of platforms) expectHostsReached(compiled);
  });
}

/** The conversion itself needs mappings; what else the loader would hand over is for the files to try. */
export function shaped(input: PlatformInput): PlatformInput {
  const mapping = (value: unknown): object => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {});
  const { overlay, manifests, ...rest } = input;
  const lists = Object.entries(mapping(manifests)).filter((entry): entry is [string, object[]] => Array.isArray(entry[1]));
  return {
    ...rest,
    services: mapping(input.services) as PlatformInput['services'],
    ...(overlay !== undefined && { overlay }),
    manifests: Object.fromEntries(lists),
  };
}

function expectTold(finding: Diagnostic, counts: Counts): void {
  counts.codes.add(finding.code);
  if (finding.at.file === '') throw new Error(`a finding without a place: ${JSON.stringify(finding)}`);
}

function printed(found: readonly Diagnostic[]): string {
  const locate = createLocator(() => undefined);
  return [
    formatText(found, { locate, color: false, distState: 'unchanged' }),
    formatJson(found, { locate }),
    formatGithub(found, { locate }),
  ].join('\n');
}

interface ReadObject {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** What texts say that were read before: most files of a platform are as without the mutation. */
const texts = new Map<string, readonly ReadObject[]>();

/** The objects of a file, as all parsers read it. */
function objectsIn(file: string, text: string): readonly ReadObject[] {
  const known = texts.get(text);
  if (known !== undefined) return known;
  const [first, ...others] = parsers.map(({ all }) => JSON.stringify(all(text)));
  if (others.some((other) => other !== first)) throw new Error(`${file} is read in two ways`);
  if (texts.size === 5000) texts.clear();
  const objects = JSON.parse(first!) as ReadObject[];
  texts.set(text, objects);
  return objects;
}

function expectObjects({ platform }: CompiledPlatform, files: readonly RenderedFile[], counts: Counts): void {
  const seen = new Set<string>();
  const foreign = new Set(platform.foreign.map(({ object }) => `${object.kind}/${object.metadata.name}`));
  for (const { path: file, text } of files) {
    if (!file.endsWith('.yaml')) continue;
    for (const object of objectsIn(file, text)) {
      counts.objects++;
      const { kind, metadata } = object;
      const id = `${kind}/${metadata.name}`;
      if (foreign.has(id)) continue;
      const key = `${object.apiVersion} ${metadata.namespace ?? ''} ${id}`;
      if (seen.has(key)) throw new Error(`two objects are called ${key}`);
      seen.add(key);
      if (!(labels.has(kind) ? isDnsLabel(metadata.name) : isDnsSubdomain(metadata.name))) throw new Error(`${id} is no legal name`);
    }
  }
}
