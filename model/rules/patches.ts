import { boundedSuggest } from '../../diagnostics';
import { loneSurrogates } from '../objects/lone-surrogates';
import { isJson, mappingOf } from '../objects/mappings';
import type { Patch } from '../platform';
import { credentialsInPatch } from '../patch-credentials';
import { readerOf } from './facts/annotation-readers';
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

/** The kinds of objects that say who answers a request, and who gets in. */
const routeKinds: ReadonlySet<string> = new Set([
  'BackendTrafficPolicy',
  'ClientTrafficPolicy',
  'Gateway',
  'HTTPRoute',
  'Ingress',
  'Middleware',
  'SecurityPolicy',
  'ServersTransport',
]);

/** Reports patches of what the edge reads: the table of routes does not follow them. */
const patchRoute = rule('patch-route', ({ blueprint }, report) => {
  for (const { kind, name, change, place } of blueprint.patches) {
    const field = routeKinds.has(kind) ? changedPart(change) : undefined;
    if (field !== undefined) report({ kind, name, field }, place);
  }
});

/** What of an object that the edge reads a patch changes: its spec, or an annotation that a controller reads. */
function changedPart(change: Patch['change']): string | undefined {
  if (change?.kind === 'json') {
    const path = change.operations
      .map((operation) => operation.path)
      .find((one) => /^(?:|\/spec(?:\/(?!ingressClassName$).*)?|\/metadata(?:\/annotations)?)$/s.test(one) || isRead(one));
    return path === '' ? 'everything' : path?.slice(1).replaceAll('/', '.').replaceAll('~1', '/');
  }
  const { spec, metadata } = mappingOf(change?.merge);
  if (spec !== undefined && !isClassAlone(spec)) return 'spec';
  const annotations = Object.keys(mappingOf(mappingOf(metadata)['annotations']));
  return annotations.find((annotation) => readerOf(annotation) !== undefined);
}

/** Whether a patch changes the class alone: a controller of Google Cloud asks for it in an annotation. */
function isClassAlone(spec: unknown): boolean {
  const fields = Object.keys(mappingOf(spec));
  return fields.length > 0 && fields.every((field) => field === 'ingressClassName');
}

function isRead(path: string): boolean {
  const annotation = /^\/metadata\/annotations\/(.+)$/s.exec(path)?.[1];
  return annotation !== undefined && readerOf(annotation.replaceAll('~1', '/')) !== undefined;
}

/** The rules about patches. */
export const patchesRules: AreaRules<'patches'> = [patchInvalid, patchCredential, patchTargetUnknown, patchRoute];
