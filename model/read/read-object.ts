import { createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import { isDns1035Label, isDnsSubdomain } from '../../formats';
import { isJson, isMapping, isTextMapping, mappingOf, type Mapping, textOf } from '../objects/mappings';
import { loneSurrogates } from '../objects/lone-surrogates';
import { plainCredentials } from '../objects/plain-credentials';
import { groupKind } from '../objects/pod';
import type { JsonMapping, KubernetesObject } from '../platform';

/**
 * Checks the shape of a Kubernetes object of the team, and that it gives no credential away and has no half of a character.
 * @param findings takes what is wrong
 * @returns a copy; undefined if it lacks a part of its name
 */
export function readObject(value: unknown, place: Place, findings: Diagnostic[]): KubernetesObject | undefined {
  const flaw = flawOf(value);
  if (flaw !== undefined) {
    findings.push(createDiagnostic('manifest-unreadable', { flaw }, place));
    return undefined;
  }
  const object = copy(value as Mapping);
  const { kind, metadata } = object;
  const within = (...path: Place['path']): Place => ({ ...place, path });
  const plain = groupKind(object) === 'v1/Secret' ? plainKeys(object) : [];
  if (plain.length > 0) findings.push(createDiagnostic('manifest-secret-plain', { name: metadata.name, keys: plain }, place));
  for (const { path, kind: credential } of plain.length > 0 ? [] : plainCredentials(object, kind)) {
    const name = String(path.at(-1) === 'value' ? (nameOfVariable(object, path) ?? 'value') : path.at(-1));
    findings.push(
      createDiagnostic('manifest-credential', { name, ...(credential !== undefined && { kind: credential }) }, within(...path)),
    );
  }
  for (const { path, key, found } of loneSurrogates(object)) {
    const what = String(path.findLast((segment) => typeof segment === 'string') ?? kind);
    findings.push(createDiagnostic('text-invalid', { what, problem: 'character', found }, { ...within(...path), ...(key && { key }) }));
  }
  return object;
}

type Flaw = 'object' | 'json' | 'apiVersion' | 'version' | 'kind' | 'kindName' | 'list' | 'name' | 'badName' | 'texts' | 'data';

function flawOf(value: unknown): Flaw | undefined {
  if (!isMapping(value)) return 'object';
  if (!isJson(value)) return 'json';
  const metadata = mappingOf(value['metadata']);
  if (!isText(value['apiVersion'])) return 'apiVersion';
  if (!isVersion(String(value['apiVersion']))) return 'version';
  if (!isText(value['kind'])) return 'kind';
  if (!/^[A-Za-z][A-Za-z0-9]{0,62}$/.test(String(value['kind']))) return 'kindName';
  if (Array.isArray(value['items']) && String(value['kind']).endsWith('List')) return 'list';
  if (!isText(metadata['name'])) return 'name';
  if (!isName(String(metadata['name']), String(value['apiVersion']))) return 'badName';
  if (!['labels', 'annotations'].every((field) => isTextMapping(metadata[field]))) return 'texts';
  const texts = value['apiVersion'] === 'v1' && value['kind'] === 'ConfigMap' ? ['data', 'binaryData'] : [];
  return texts.every((field) => isTextMapping(value[field])) ? undefined : 'data';
}

/** Whether a text is `v1`, the only version of the kinds without a group, or a group and a version. */
function isVersion(text: string): boolean {
  const [group = '', version, ...more] = text.split('/');
  return version === undefined ? text === 'v1' : more.length === 0 && isDnsSubdomain(group) && isDns1035Label(version);
}

/** Whether an object of a version can have a name. Those of roles may hold all that a segment of a path may. */
function isName(name: string, apiVersion: string): boolean {
  return apiVersion.startsWith('rbac.authorization.k8s.io/') ? /^(?!\.{1,2}$)[^/%\s\p{C}]{1,253}$/u.test(name) : isDnsSubdomain(name);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** The keys of a Secret whose values are readable. */
function plainKeys(object: Mapping): string[] {
  return ['data', 'stringData'].flatMap((field) => Object.keys(mappingOf(object[field])));
}

function nameOfVariable(object: unknown, path: Place['path']): string | undefined {
  let inner = object;
  for (const segment of path.slice(0, -1)) inner = (inner as Readonly<Record<string | number, unknown>>)[segment];
  return textOf(mappingOf(inner)['name']);
}

/** Copies an object, without fields of its metadata that say nothing: the input stays its owner's. */
function copy(value: Mapping): KubernetesObject {
  const object = structuredClone(value) as JsonMapping;
  const metadata = Object.entries(mappingOf(object['metadata'])).filter(([, inner]) => inner !== null);
  return { ...object, metadata: Object.fromEntries(metadata) } as KubernetesObject;
}
