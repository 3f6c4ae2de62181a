import { boundedSuggest } from '../../diagnostics';
import { loneSurrogates } from '../objects/lone-surrogates';
import { isJson } from '../objects/mappings';
import { credentialsInPatch } from '../patch-credentials';
import { type AreaRules, rule } from './rule';

/** Reports patches that say no change, or two, or what no manifest can hold. */
const patchInvalid = rule('patch-invalid', ({ blueprint }, report) => {
  for (const { kind, name, change, place, both } of blueprint.patches) {
    if (change === undefined) report({ kind, name, flaw: both ? 'both' : 'neither' }, place);
    else if (!isJson(change)) report({ kind, name, flaw: 'json' }, place);
    else if (loneSurrogates(change).next().done !== true) report({ kind, name, flaw: 'text' }, place);
  }
});

/** Reports patches that hold a credential. */
const patchCredential = rule('patch-credential', ({ blueprint }, report) => {
  for (const patch of blueprint.patches) {
    const { kind, name, place } = patch;
    const [found] = credentialsInPatch(patch);
    if (found !== undefined)
      report({ kind, name, what: found.kind === undefined ? 'a credential, as a name says' : `a ${found.kind}` }, place);
  }
});

/** Reports patches of objects that are not there. */
const patchTargetUnknown = rule('patch-target-unknown', ({ blueprint }, report) => {
  if (blueprint.patches.length === 0) return;
  const written = blueprint.names.filter(({ by }) => by === 'manifests');
  const known = new Set(written.map(({ kind, name }) => `${kind}/${name}`));
  const suggest = boundedSuggest([...known]);
  for (const { kind, name, place } of blueprint.patches)
    if (!known.has(`${kind}/${name}`)) report({ kind, name, suggestion: suggest(`${kind}/${name}`)?.replace('/', ' ') }, place);
});

/** The rules about patches. */
export const patchesRules: AreaRules<'patches'> = [patchInvalid, patchCredential, patchTargetUnknown];
