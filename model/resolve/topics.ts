import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import type { ProductManifest } from '../../registry/schema';
import { backingKinds, messageKind } from '../backing';
import { placeUnder } from '../origin';
import type { PlatformSources, Service, Topic } from '../platform';
import type { Registry } from '../read/parse';
import { compareText } from './order';
import { lenderOf } from './service/lender';
import { isAboutTopics } from './service/messages';

/**
 * Lists the topics of a product: those that its manifest declares, and those that services name.
 * @returns by name in code-unit order
 */
export function resolveTopics(
  { topics = {} }: ProductManifest,
  services: readonly Service[],
  { manifest }: Pick<PlatformSources, 'manifest'>,
): Topic[] {
  const named = new Map<string, Topic>();
  for (const [name, { partitions = 1, retentionHours, schema, owner }] of Object.entries(topics))
    named.set(name, { name, partitions, retentionHours, schema, owner, declared: true, place: placeUnder(manifest, 'topics', name) });
  const undeclared = { partitions: 1, retentionHours: undefined, schema: undefined, owner: undefined, declared: false };
  for (const { publishes, consumes, place } of services) {
    for (const [index, name] of publishes.entries())
      if (!named.has(name)) named.set(name, { name, ...undeclared, place: placeUnder(place, 'publishes', index) });
    for (const { topic: name, place: at } of consumes) if (!named.has(name)) named.set(name, { name, ...undeclared, place: at });
  }
  return [...named.values()].sort((a, b) => compareText(a.name, b.name));
}

/** Reports entries that name topics and cannot: those that say that they do not use the broker, and those that have the login of another service. */
export function topicFindings(registry: Registry, keys: readonly string[], { registry: place }: PlatformSources): Diagnostic[] {
  const { flag, label } = backingKinds[messageKind];
  const inProduct = new Set(keys);
  return keys.flatMap((key): Diagnostic[] => {
    const entry = registry[key];
    if (entry === undefined || !isAboutTopics(entry)) return [];
    const lender = lenderOf(entry, registry, inProduct);
    const field = (entry.publishes ?? []).length > 0 ? 'publishes' : 'consumes';
    return [
      ...(entry[flag] === false ? [createDiagnostic('topic-broker-refused', { flag, label, field }, placeUnder(place, key, flag))] : []),
      ...(lender === undefined
        ? []
        : [createDiagnostic('topic-of-lender', { service: key, lender, field }, { ...placeUnder(place, key, field), key: true })]),
    ];
  });
}
