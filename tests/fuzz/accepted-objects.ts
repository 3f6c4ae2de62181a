import fc from 'fast-check';
import { renderTrees } from '../../cli/synthesize';
import { hasErrors } from '../../diagnostics';
import { compile, type CompiledPlatform } from '../../model';
import { objectsOf, type PlatformInput, productInputsOf } from '../support/platform';
import { collidingServices } from './names';
import { changedPlatform, shaped } from './registries';

type ManifestObject = ReturnType<typeof objectsOf>[number];

/** What was generated for a server that judges it. */
export interface AcceptedObjects {
  readonly cases: number;
  /** Cases without an error. */
  readonly accepted: number;
  /** What Cadastre has made of them, no two alike. */
  readonly objects: readonly ManifestObject[];
}

/** Makes objects of changed golden platforms and of names that nearly collide, half of each. What a team carries itself is left out: nobody but the server judges all of it. */
export function acceptedObjects(cases: number, seed: number): AcceptedObjects {
  const inputs = [
    ...fc.sample(changedPlatform, { numRuns: cases / 2, seed }).map(shaped),
    ...fc.sample(collidingServices, { numRuns: cases / 2, seed }),
  ];
  const texts = new Set<string>();
  let accepted = 0;
  for (const input of inputs) {
    const platforms = withoutErrors(input);
    if (platforms === undefined) continue;
    accepted++;
    for (const { platform } of platforms) {
      const foreign = new Set(platform.foreign.map(({ object }) => `${object.kind}/${object.metadata.name}`));
      for (const object of objectsOf(platform))
        if (!foreign.has(`${object.kind}/${object.metadata.name}`)) texts.add(JSON.stringify(object));
    }
  }
  return { cases: inputs.length, accepted, objects: [...texts].map((text) => JSON.parse(text) as ManifestObject) };
}

function withoutErrors(input: PlatformInput): readonly CompiledPlatform[] | undefined {
  const { diagnostics, platforms } = compile(productInputsOf(input));
  if (hasErrors(diagnostics)) return undefined;
  const trees = renderTrees(platforms, 'dist');
  return trees.some(({ found }) => hasErrors(found.diagnostics)) ? undefined : platforms;
}
