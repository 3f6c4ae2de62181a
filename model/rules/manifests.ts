import { boundedSuggest, formatPath, type Suggest } from '../../diagnostics';
import { isDataKey, isDnsSubdomain } from '../../formats';
import type { ObjectName, Reference } from '../blueprint';
import { isClusterScoped, isOwnOfPlatform } from '../objects/kinds';
import { listOf, type Mapping, mappingOf, textOf } from '../objects/mappings';
import { containersOf, groupKind, podIn } from '../objects/pod';
import { readsOf } from '../objects/pod-reads';
import { missingAmounts, objectReferences } from '../objects/references';
import { violationsOf } from '../objects/restricted';
import { routeHosts } from '../objects/route-hosts';
import { placeUnder } from '../origin';
import { hostsMeeting } from '../route-table';
import { elsewhere } from './facts/foreign-ways-in';
import { type AreaRules, rule } from './rule';

/** Reports an object for another namespace than the platform's. */
const manifestNamespace = rule('manifest-namespace', ({ blueprint }, report) => {
  for (const { object, place, namespaced } of blueprint.foreign) {
    const { name, namespace } = object.metadata;
    if (!namespaced || namespace === undefined || namespace === blueprint.namespace) continue;
    const told = typeof namespace === 'object' ? 'an object' : String(namespace);
    report({ kind: object.kind, name, namespace: told, wanted: blueprint.namespace }, placeUnder(place, 'metadata', 'namespace'));
  }
});

/** Reports an object of the whole cluster that is not this platform's own. */
const manifestClusterScoped = rule('manifest-cluster-scoped', ({ blueprint }, report) => {
  for (const { object, place } of blueprint.foreign) {
    const { kind, metadata } = object;
    if (isClusterScoped(object) && !isOwnOfPlatform(object, blueprint.namespace))
      report({ kind, name: metadata.name }, placeUnder(place, 'kind'));
  }
});

/** Reports an object that has the name of one of ours, or of another one of the team's. */
const manifestNameTaken = rule('manifest-name-taken', ({ blueprint }, report) => {
  const taken = new Map<string, ObjectName>();
  const hashed = new Map<string, ObjectName>();
  for (const name of blueprint.names) if (!name.foreign) (name.hashed ? hashed : taken).set(identityOf(name), name);
  for (const name of blueprint.names) {
    if (!name.foreign) continue;
    const identity = identityOf(name);
    const other = taken.get(identity) ?? hashed.get(identity.replace(/-[0-9a-f]{8}$/, ''));
    if (other === undefined) taken.set(identity, name);
    else {
      report({ kind: name.kind, name: name.name, owner: other.owner }, placeUnder(name.place, 'metadata', 'name'), {
        related: [{ label: 'the other one is declared at', place: other.place }],
      });
    }
  }
});

function identityOf(object: Pick<ObjectName, 'apiVersion' | 'kind' | 'name'>): string {
  return `${groupKind(object)}/${object.name}`;
}

/** Reports a pod that the namespace would not admit. */
const manifestPodUnrestricted = rule('manifest-pod-unrestricted', ({ blueprint }, report) => {
  for (const { object, place } of blueprint.foreign) {
    const pod = podIn(object);
    for (const { path, must } of pod === undefined ? [] : violationsOf(pod))
      report({ kind: object.kind, name: object.metadata.name, field: formatPath(path), must }, placeUnder(place, ...path));
  }
});

/** Reports containers that do not say what they need, where no LimitRange says it for them. */
const manifestResourcesMissing = rule('manifest-resources-missing', ({ blueprint }, report) => {
  if (blueprint.containerDefaults !== undefined) return;
  const severity = blueprint.quota === undefined ? 'warning' : 'error';
  for (const { object, place } of blueprint.foreign) {
    const pod = podIn(object);
    for (const { path, name: container, container: spec } of pod === undefined ? [] : containersOf(pod)) {
      const missing = missingAmounts(spec);
      const { kind, metadata } = object;
      if (missing.length > 0)
        report({ kind, name: metadata.name, container, missing }, placeUnder(place, ...path, 'resources'), { severity });
    }
  }
});

/** Reports what an object names and nothing brings. What may come from elsewhere, and is asked for by `secrets check`, is a warning. */
const manifestReferenceUnknown = rule('manifest-reference-unknown', ({ blueprint }, report) => {
  if (blueprint.foreign.length === 0) return;
  const kinds = namesByKind(blueprint.names);
  const references = new Map(blueprint.references.map((reference) => [`${reference.kind}/${reference.name}`, reference]));
  for (const { object, place } of blueprint.foreign) {
    const of = `the ${object.kind} \`${object.metadata.name}\``;
    for (const { kind, name, path } of objectReferences(object, blueprint.namespace)) {
      const known = kinds.get(kind);
      if (known?.names.has(name) === true) continue;
      const severity = kind === 'PersistentVolumeClaim' ? 'warning' : 'error';
      report({ kind, name, of, suggestion: known?.suggest(name) }, placeUnder(place, ...path), { severity });
    }
    const pod = podIn(object);
    for (const { kind, name, key, optional, path } of pod === undefined ? [] : readsOf(pod)) {
      // The provider of Secrets would make one of that name and key.
      const flaw = !isDnsSubdomain(name) ? 'name' : key !== undefined && !isDataKey(key) ? 'key' : undefined;
      if (flaw !== undefined) {
        report({ kind, name, of, key, flaw }, placeUnder(place, ...path));
        continue;
      }
      const reference = references.get(`${kind}/${name}`);
      if (optional || reference === undefined) continue;
      if (isUnknownConfig(reference)) {
        report({ kind, name, of, suggestion: kinds.get(kind)?.suggest(name) }, placeUnder(place, ...path), { severity: 'warning' });
      } else if (key !== undefined && lacks(reference, key)) {
        const suggest = boundedSuggest(reference.keys.map((known) => known.name));
        report({ kind, name, of, key, suggestion: suggest(key) }, placeUnder(place, ...path));
      }
    }
  }
});

/** The names of a kind, and the one that was probably meant. */
interface KnownNames {
  readonly names: ReadonlySet<string>;
  readonly suggest: Suggest;
}

function namesByKind(objects: readonly ObjectName[]): ReadonlyMap<string, KnownNames> {
  const byKind = new Map<string, string[]>();
  for (const { kind, name } of objects) {
    const names = byKind.get(kind) ?? [];
    byKind.set(kind, names);
    names.push(name);
  }
  return new Map([...byKind].map(([kind, names]) => [kind, { names: new Set(names), suggest: boundedSuggest(names) }]));
}

/** Whether a ConfigMap is read by objects of the team alone, and is none that every namespace has. */
function isUnknownConfig({ kind, name, from, uses }: Reference): boolean {
  return kind === 'ConfigMap' && name !== 'kube-root-ca.crt' && from === 'elsewhere' && uses.every(({ purpose }) => purpose === 'foreign');
}

/** Whether all keys of a Secret or ConfigMap are known, and a key is not among them. */
function lacks({ owner, keys }: Reference, key: string): boolean {
  return owner.kind !== 'shared' && keys.length > 0 && keys.every(({ name }) => name !== key);
}

/** Reports pods with the labels by which one of our Kubernetes Services finds its own: it would lead a part of the requests to them. */
const manifestLabelsTaken = rule('manifest-labels-taken', ({ blueprint }, report) => {
  if (blueprint.foreign.length === 0) return;
  const reached = new Map(
    blueprint.workloads.flatMap((workload) =>
      workload.reachable ? [[`${workload.identity.name}/${workload.identity.component}`, workload] as const] : [],
    ),
  );
  const owners = new Map(blueprint.names.map(({ kind, name, workload, foreign }) => [`${kind}/${name}`, foreign ? undefined : workload]));
  for (const { object, place } of blueprint.foreign) {
    const pod = podIn(object);
    if (pod === undefined) continue;
    const path = [...pod.path.slice(0, -1), 'metadata', 'labels'];
    const labels = mappingOf(path.reduce<unknown>((inner, field) => mappingOf(inner)[field], object));
    const [name = '', component = ''] = ['app.kubernetes.io/name', 'app.kubernetes.io/component'].map((label) => textOf(labels[label]));
    const workload = reached.get(`${name}/${component}`);
    const { kind, metadata } = object;
    // A patch of ours leaves it ours.
    if (workload === undefined || owners.get(`${kind}/${metadata.name}`) === workload.id) continue;
    report({ kind, name: metadata.name, service: workload.name }, placeUnder(place, ...path), {
      related: [{ label: 'the Kubernetes Service is that of', place: workload.place }],
    });
  }
});

/** Reports routes of the team at hosts of ours, where nothing looks at who answers and no login is asked for. */
const manifestRouteBeside = rule('manifest-route-beside', ({ blueprint }, report) => {
  if (blueprint.foreign.length === 0) return;
  const { exposures } = blueprint;
  const oursAt = hostsMeeting([...new Set(exposures.map((exposure) => exposure.hosts))].flat());
  const login = exposures.some(({ auth }) => auth !== undefined);
  const isElsewhere = elsewhere(exposures);
  const ours = new Set(blueprint.names.filter(({ foreign }) => !foreign).map(({ kind, name }) => `${kind} ${name}`));
  const isName = (pattern: string): boolean => pattern !== '' && !pattern.startsWith('*');
  for (const { object, place } of blueprint.foreign) {
    const { kind, metadata } = object;
    // A patch of ours leaves it ours.
    if (ours.has(`${kind} ${metadata.name}`) || isElsewhere(object)) continue;
    const met = routeHosts(object).flatMap((pattern) => {
      const host = oursAt(pattern);
      return host === undefined ? [] : [{ pattern, host }];
    });
    const found = met.find(({ pattern }) => isName(pattern)) ?? met[0];
    if (found === undefined) continue;
    const { pattern, host } = found;
    const told = isName(pattern) || pattern === host ? { host: pattern } : { host, pattern };
    report({ kind, name: metadata.name, login, ...told }, placeUnder(place, 'spec'));
  }
});

/** Kinds of Envoy Gateway's policies that are for routes or Gateways. */
const policyKinds: ReadonlySet<string> = new Set([
  'BackendTrafficPolicy',
  'ClientTrafficPolicy',
  'EnvoyExtensionPolicy',
  'EnvoyPatchPolicy',
  'SecurityPolicy',
]);

/** Reports policies of the team for routes and Gateways of ours: of two of one kind Envoy Gateway takes the older one. */
const manifestPolicyBeside = rule('manifest-policy-beside', ({ blueprint }, report) => {
  const taken = new Map<string, 'HTTPRoute' | 'Gateway'>();
  for (const { policies, httpRoutes } of blueprint.exposures)
    for (const policy of policies) for (const { name } of httpRoutes) taken.set(`${policy} HTTPRoute/${name}`, 'HTTPRoute');
  const own = blueprint.names.filter(({ foreign }) => !foreign);
  const routes = new Set(own.filter(({ kind }) => kind === 'HTTPRoute').map(({ name }) => name));
  const gateways = new Set(own.filter(({ kind }) => kind === 'Gateway').map(({ name }) => name));
  for (const { kind, name } of own)
    if (kind === 'ClientTrafficPolicy' && gateways.has(name)) taken.set(`${kind} Gateway/${name}`, 'Gateway');
  const ours = new Set(own.map(({ kind, name }) => `${kind} ${name}`));
  for (const { object, place } of blueprint.foreign) {
    const { kind, metadata } = object;
    if (!policyKinds.has(kind) || !object.apiVersion.startsWith('gateway.envoyproxy.io/') || ours.has(`${kind} ${metadata.name}`)) continue;
    const spec = mappingOf((object as unknown as Mapping)['spec']);
    const named = [...listOf(spec['targetRefs']), spec['targetRef']]
      .map(mappingOf)
      .map((one) => ({ kind: textOf(one['kind']) ?? '', name: textOf(one['name']) ?? '' }));
    // Labels that a selector asks for may be ours or others': all of a kind count.
    const selected = listOf(spec['targetSelectors']).map((one) => textOf(mappingOf(one)['kind']) ?? '');
    const targets = [
      ...named,
      ...(selected.includes('HTTPRoute') ? [...routes].map((name) => ({ kind: 'HTTPRoute', name })) : []),
      ...(selected.includes('Gateway') ? [...gateways].map((name) => ({ kind: 'Gateway', name })) : []),
    ];
    const isOurs = (one: { readonly kind: string; readonly name: string }): boolean =>
      one.kind === 'HTTPRoute' ? routes.has(one.name) : one.kind === 'Gateway' && gateways.has(one.name);
    const same = targets.find((one) => taken.has(`${kind} ${one.kind}/${one.name}`));
    const target = same ?? targets.find(isOurs);
    if (target === undefined) continue;
    const args = { kind, name: metadata.name, target: `${target.kind} ${target.name}`, same: same !== undefined };
    report(args, placeUnder(place, 'spec'), { severity: same === undefined ? 'warning' : 'error' });
  }
});

/** Reports sync waves that Argo CD cannot read. */
const manifestSyncWave = rule('manifest-sync-wave', ({ blueprint }, report) => {
  const annotation = 'argocd.argoproj.io/sync-wave';
  for (const { object, place } of blueprint.foreign) {
    const annotations = object.metadata['annotations'] as Readonly<Record<string, string>> | undefined;
    const wave = annotations?.[annotation];
    if (wave !== undefined && !/^[+-]?\d{1,9}$/.test(wave)) report({ wave }, placeUnder(place, 'metadata', 'annotations', annotation));
  }
});

/** The rules about Kubernetes objects that the team carries into the tree. */
export const manifestsRules: AreaRules<'manifests'> = [
  manifestNamespace,
  manifestClusterScoped,
  manifestNameTaken,
  manifestPodUnrestricted,
  manifestResourcesMissing,
  manifestReferenceUnknown,
  manifestLabelsTaken,
  manifestSyncWave,
  manifestRouteBeside,
  manifestPolicyBeside,
];
