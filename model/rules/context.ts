import { boundedSuggest, type Suggest } from '../../diagnostics';
import type { Blueprint } from '../blueprint';
import type { BackingService, Platform, Service } from '../platform';
import { takenNames } from './facts/taken-names';
import { type AmountPair, amountPairs } from './facts/amounts';
import { type DatabaseIndex, indexDatabases } from './facts/databases';
import { hostResolver, type ResolveHost } from './facts/endpoints';
import { type ImageUse, imageUses } from './facts/images';
import { declaredProbes, type ProbeUse } from './facts/probes';
import { type RouteAnswers, routeAnswers } from './facts/route-answers';
import { indexRoutes, type RouteIndex } from './facts/route-index';
import { composedAddresses, type UrlFacts, urlsIn, type UrlUse } from './facts/urls';
import { type TopicUses, topicUses } from './facts/topics';
import { type WrittenVariables, writtenVariables } from './facts/variables';

/** A platform with the indexes that several rules need, each made once. */
export interface RuleContext {
  readonly platform: Platform;
  readonly blueprint: Blueprint;
  /** The names that a service or a backing service in the cluster cannot have, each with the reason why. */
  readonly takenNames: ReadonlyMap<string, string>;
  readonly serviceByKey: ReadonlyMap<string, Service>;
  /** Of services with the same hostname the first by key. */
  readonly serviceByHostname: ReadonlyMap<string, Service>;
  readonly databases: DatabaseIndex;
  /** The backing services that the environment has. */
  readonly endpoints: readonly BackingService[];
  readonly variables: WrittenVariables;
  /** Says what a host is, seen from a pod of the platform. */
  readonly resolveHost: ResolveHost;
  readonly urlFacts: UrlFacts;
  /** Those in values that are secret in part, and connection strings of keywords. */
  readonly composedAddresses: readonly UrlUse[];
  readonly images: readonly ImageUse[];
  /** By service. */
  readonly probes: readonly ProbeUse[];
  readonly amounts: readonly AmountPair[];
  readonly topics: TopicUses;
  readonly routeIndex: RouteIndex;
  readonly routeAnswers: RouteAnswers;
  /** Finds the registry key that was probably meant. */
  readonly suggestKey: Suggest;
  /** Finds the hostname that was probably meant. */
  readonly suggestHost: Suggest;
}

/**
 * Makes the indexes of a platform, in time proportional to its size.
 */
export function createContext(platform: Platform, blueprint: Blueprint): RuleContext {
  const { services, registryKeys, backing: endpoints } = platform;
  const serviceByHostname = firstBy(services, ({ name }) => name);
  const variables = writtenVariables(platform);
  const resolveHost = hostResolver(platform, serviceByHostname);
  return {
    platform,
    blueprint,
    takenNames: takenNames(blueprint),
    serviceByKey: firstBy(services, ({ key }) => key),
    serviceByHostname,
    databases: indexDatabases(services),
    endpoints,
    variables,
    resolveHost,
    urlFacts: urlsIn(variables.plain, resolveHost),
    composedAddresses: composedAddresses(variables, resolveHost),
    images: imageUses(platform),
    probes: declaredProbes(platform),
    amounts: amountPairs(platform),
    topics: topicUses(platform),
    routeIndex: indexRoutes(platform),
    routeAnswers: routeAnswers(platform),
    suggestKey: boundedSuggest(registryKeys),
    suggestHost: boundedSuggest([...serviceByHostname.keys(), ...endpoints.map(({ host }) => host)]),
  };
}

function firstBy(services: readonly Service[], nameOf: (service: Service) => string): Map<string, Service> {
  const first = new Map<string, Service>();
  for (const service of services) {
    const name = nameOf(service);
    if (!first.has(name)) first.set(name, service);
  }
  return first;
}
