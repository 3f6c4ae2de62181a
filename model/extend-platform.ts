import { createDiagnostic, type Diagnostic, messageOf, type Place } from '../diagnostics';
import { type CompiledPlatform, withBlueprint } from './compiled';
import { groupKind } from './objects/pod';
import type { ForeignManifest, MadeObject } from './platform';
import type { ExtensionInput } from './read/input';
import { readObject } from './read/read-object';

/** A platform with the objects of its extension. */
export interface ExtendedPlatform {
  readonly compiled: CompiledPlatform;
  /** The findings about the extension itself, and about the shape of what it made. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Runs the extension of a product on one of its platforms. What it makes are objects of the team: the platform is designed again with them, so that all that
 * holds for carried manifests holds for them. The extension runs twice, and has to make the same each time. Never throws.
 */
export function extendPlatform(compiled: CompiledPlatform, extension: ExtensionInput): ExtendedPlatform {
  const { platform, blueprint } = compiled;
  const { file, make, placeOf } = extension;
  const found: Diagnostic[] = [];
  const spotOf = (error: unknown): Place => placeOf?.(error) ?? { file, path: [] };
  const attempt = (): readonly MadeObject[] | undefined => {
    try {
      return make(platform, blueprint);
    } catch (error) {
      found.push(createDiagnostic('extend-failed', { detail: messageOf(error) }, spotOf(error)));
      return undefined;
    }
  };
  const made = attempt();
  const again = made && attempt();
  if (made === undefined || again === undefined) return { compiled, diagnostics: found };
  const manifests = made.flatMap(({ object: value, madeAt }, index): ForeignManifest[] => {
    const place = spotOf(madeAt);
    const object = readObject(value, place, found);
    if (object === undefined) return [];
    const { kind, metadata } = object;
    if (textOf(value) !== textOf(again[index]?.object) || made.length !== again.length)
      found.push(createDiagnostic('extend-unsteady', { kind, name: metadata.name }, place));
    return [{ key: `${groupKind(object)}/${metadata.name}`, file: 'extend', object, place, extended: true }];
  });
  return { compiled: withBlueprint({ ...platform, foreign: [...platform.foreign, ...manifests] }), diagnostics: found };
}

function textOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    // A circle, which is a finding of its own.
    return '';
  }
}
