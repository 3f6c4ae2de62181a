import type { PathSegment } from '../../diagnostics';
import { listOf, mappingOf, textOf } from './mappings';
import { containersOf, type PodIn } from './pod';

/** A Secret or ConfigMap that a pod reads. */
export interface PodRead {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  /** Undefined if the pod reads all of it. */
  readonly key: string | undefined;
  /** Whether the pod starts without it. */
  readonly optional: boolean;
  readonly purpose: 'variable' | 'files' | 'image-pull';
  /** Where the pod says it. */
  readonly path: readonly PathSegment[];
}

/** Lists what a pod reads: variables, files and the Secrets with which images are pulled. */
export function readsOf(pod: PodIn): PodRead[] {
  const { path, spec } = pod;
  return [
    ...listOf(spec['imagePullSecrets']).flatMap((item, index) =>
      readIn(item, 'name', { kind: 'Secret', key: undefined, purpose: 'image-pull', path: [...path, 'imagePullSecrets', index] }),
    ),
    ...containersOf(pod).flatMap(({ path: at, container }) => [
      ...listOf(container['envFrom']).flatMap((item, index) => variablesIn(item, [...at, 'envFrom', index])),
      ...listOf(container['env']).flatMap((item, index) => variableIn(item, [...at, 'env', index, 'valueFrom'])),
    ]),
    ...listOf(spec['volumes']).flatMap((volume, index) => filesIn(volume, [...path, 'volumes', index])),
  ];
}

type Rest = Omit<PodRead, 'name' | 'optional'>;

function readIn(source: unknown, field: string, rest: Rest): PodRead[] {
  const name = textOf(mappingOf(source)[field]);
  return name === undefined ? [] : [{ ...rest, name, optional: mappingOf(source)['optional'] === true }];
}

function variablesIn(item: unknown, path: readonly PathSegment[]): PodRead[] {
  const of = mappingOf(item);
  const rest = { key: undefined, purpose: 'variable' } as const;
  return [
    ...readIn(of['secretRef'], 'name', { ...rest, kind: 'Secret', path: [...path, 'secretRef'] }),
    ...readIn(of['configMapRef'], 'name', { ...rest, kind: 'ConfigMap', path: [...path, 'configMapRef'] }),
  ];
}

function variableIn(item: unknown, path: readonly PathSegment[]): PodRead[] {
  const from = mappingOf(mappingOf(item)['valueFrom']);
  const keyOf = (source: unknown): string | undefined => textOf(mappingOf(source)['key']);
  const { secretKeyRef: secret, configMapKeyRef: config } = from;
  return [
    ...readIn(secret, 'name', { kind: 'Secret', key: keyOf(secret), purpose: 'variable', path: [...path, 'secretKeyRef'] }),
    ...readIn(config, 'name', { kind: 'ConfigMap', key: keyOf(config), purpose: 'variable', path: [...path, 'configMapKeyRef'] }),
  ];
}

function filesIn(volume: unknown, path: readonly PathSegment[]): PodRead[] {
  const of = mappingOf(volume);
  const sources = listOf(mappingOf(of['projected'])['sources']);
  return [
    ...keysOf(of['secret'], 'secretName', 'Secret', [...path, 'secret']),
    ...keysOf(of['configMap'], 'name', 'ConfigMap', [...path, 'configMap']),
    ...sources.flatMap((source, index) => [
      ...keysOf(mappingOf(source)['secret'], 'name', 'Secret', [...path, 'projected', 'sources', index, 'secret']),
      ...keysOf(mappingOf(source)['configMap'], 'name', 'ConfigMap', [...path, 'projected', 'sources', index, 'configMap']),
    ]),
  ];
}

/** One read for each key that becomes a file, or one for all keys. */
function keysOf(source: unknown, field: string, kind: PodRead['kind'], path: readonly PathSegment[]): PodRead[] {
  const items = listOf(mappingOf(source)['items']);
  const all = items.length === 0 ? [undefined] : items.map((item) => textOf(mappingOf(item)['key']));
  return all.flatMap((key) => readIn(source, field, { kind, key, purpose: 'files', path }));
}
