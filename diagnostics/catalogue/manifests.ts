import { entry } from './entry';
import { quoted, quotedList, type Suggestion } from './wording';

/** An object in the words of a finding. */
export interface Named {
  readonly kind: string;
  readonly name: string;
}

const flaws = {
  file: 'this is no file',
  object: 'this document is no Kubernetes object',
  json: 'this document holds something that JSON lacks, such as a date or a number without end',
  apiVersion: 'this object does not say its `apiVersion`',
  version: 'the `apiVersion` of this object is no version of the API',
  kind: 'this object does not say its `kind`',
  kindName: 'the `kind` of this object is no name of a kind',
  list: 'this is a list of objects',
  name: 'this object does not say its name in `metadata.name`',
  badName: 'the `metadata.name` of this object is none that Kubernetes takes',
  texts: 'a label or an annotation of this object is no text',
  data: 'a value in `data` or `binaryData` of this ConfigMap is no text',
};

const helpOfFlaws: Readonly<Partial<Record<keyof typeof flaws, string>>> = {
  list: 'write each object as a document of its own, with `---` between them',
  texts: 'put quotes around numbers and truth values there',
  data: 'put quotes around numbers and truth values there',
  version: 'write `v1`, or a group and a version such as `apps/v1`',
  kindName: 'write the kind in letters and digits, such as `ConfigMap`',
  badName: 'write at most 253 lower-case letters, digits, hyphens and dots, with a letter or digit at both ends',
  json: 'put quotes around the value',
  file: 'put a file in its place, or move it out of the folder',
  object: 'write a Kubernetes object here, or move the file out of the folder',
};

const objectOf = ({ kind, name }: Named): string => `the ${kind} ${quoted(name)}`;

/** Findings about Kubernetes objects that the team carries into the tree. */
export const manifestsEntries = {
  'manifest-unreadable': entry<{ flaw: keyof typeof flaws }>({
    severity: 'error',
    title: 'a document of a manifest is no Kubernetes object',
    explanation:
      'The files of `manifests` and `environments/<name>.manifests` hold Kubernetes objects, one a document, each with `apiVersion`, `kind` and ' +
      '`metadata.name`. A generated name (`generateName`) would be another one with each apply.',
    message: ({ flaw }) => flaws[flaw],
    help: ({ flaw }) => helpOfFlaws[flaw] ?? `add \`${flaw === 'name' ? 'metadata.name' : flaw}\``,
  }),

  'manifest-file-name': entry<{ name: string }>({
    severity: 'error',
    title: 'the name of a manifest file is not a DNS label',
    explanation:
      'The objects of `manifests/<name>.yaml` are written to `02-<name>.k8s.yaml`. A name with other characters could be that of another file, or of one that ' +
      'version control leaves out.',
    message: ({ name }) => `the file name ${quoted(name)} is not a DNS label`,
    help: () => 'rename the file to lower-case letters, digits and hyphens',
  }),

  'manifest-secret-plain': entry<{ name: string; keys: readonly string[] }>({
    severity: 'error',
    title: 'a Secret with readable values in a manifest',
    explanation:
      'Manifests are committed, and base64 is no encryption: all readers of the repository can read the values, also after their removal. ' +
      'A Secret that was committed is known, and has to be replaced.',
    message: ({ name, keys }) => `the values of ${quotedList(keys)} of the Secret ${quoted(name)} are readable in this file`,
    notes: () => ['the values are not shown here'],
    help: () =>
      'remove the object: a pod that names the Secret is enough for the provider of the environment to bring it; or carry a SealedSecret or ExternalSecret',
  }),

  'manifest-credential': entry<{ name: string; kind?: string | undefined }>({
    severity: 'error',
    acceptable: true,
    title: 'a credential stands in a manifest',
    explanation:
      'Manifests are committed, so all readers of the repository can read the value, also after its removal. One that was committed is known: it must be ' +
      'replaced, not only moved. The value is never shown.',
    message: ({ name, kind }) =>
      `${quoted(name)} holds a credential${kind === undefined ? ', as its name says' : `: ${article(kind)} ${kind}`}`,
    notes: () => ['the value is not shown here'],
    help: () => 'keep it in a Secret, and refer to that by `secretKeyRef` or a volume',
  }),

  'manifest-namespace': entry<Named & { namespace: string; wanted: string }>({
    severity: 'error',
    title: 'an object for another namespace',
    explanation:
      'A platform is one namespace: whoever may apply its tree need not be allowed more, and its checks end there. An object without a namespace gets that of ' +
      'the platform, also where environments have different ones.',
    message: ({ namespace, wanted, ...named }) =>
      `${objectOf(named)} is for the namespace ${quoted(namespace)}, and the platform is in ${quoted(wanted)}`,
    help: () => 'leave out `metadata.namespace`',
  }),

  'manifest-cluster-scoped': entry<Named>({
    severity: 'error',
    acceptable: true,
    title: 'an object that belongs to the whole cluster',
    explanation:
      'Such an object is there once for all platforms of a cluster: two trees that hold it replace it in turn, and whoever removes one platform takes it from ' +
      'the others. ClusterRole, ClusterRoleBinding, PersistentVolume and PriorityClass are accepted where the name starts with that of the namespace, so that each platform has its own.',
    message: (named) => `${objectOf(named)} belongs to the whole cluster`,
    help: ({ kind }) =>
      ownKinds.has(kind)
        ? 'start its name with that of the namespace and a hyphen, in `environments/<name>.manifests`'
        : 'move it to what sets up the cluster',
  }),

  'manifest-name-taken': entry<Named & { owner: string }>({
    severity: 'error',
    title: 'an object has the name of another one',
    explanation: 'A namespace holds one object of a kind and name: the one that is applied last would replace the other.',
    message: ({ owner, ...named }) => `${objectOf(named)} is there already: it is that of ${owner}`,
    help: () => 'give this object another name; to change ours, use `patches`',
  }),

  'manifest-pod-unrestricted': entry<Named & { field: string; must: string }>({
    severity: 'error',
    title: 'a pod that Pod Security does not admit',
    explanation:
      'The namespace admits pods of the level `restricted` alone, also those of other people: their controller would try to make such a pod for ever, and only its ' +
      'events say why.',
    message: ({ field, must, ...named }) => `${quoted(field)} of ${objectOf(named)} must ${must}`,
    help: ({ field, must }) =>
      must === 'be left out' ? `remove ${quoted(field)}` : `correct ${quoted(field)}, or run it in a namespace of its own`,
  }),

  'manifest-resources-missing': entry<Named & { container: string; missing: readonly string[] }>({
    severity: 'warning',
    title: 'a container without requests or limits',
    explanation:
      'A container without requests is put onto any node, and one without a limit of memory can take all of a node. Where the namespace has a quota and no ' +
      'LimitRange, the pod is refused, and this is an error.',
    message: ({ container, missing, ...named }) => `container ${quoted(container)} of ${objectOf(named)} has no ${quotedList(missing)}`,
    help: ({ missing: [first = 'requests.cpu'] }) => `set ${quoted(`resources.${first}`)} and what else is missing`,
  }),

  'manifest-reference-unknown': entry<Suggestion & Named & { of: string; key?: string | undefined; flaw?: 'name' | 'key' | undefined }>({
    severity: 'error',
    title: 'an object refers to something that is not there',
    explanation:
      'Objects of the team are checked as ours are: a ConfigMap or ServiceAccount that nothing in the tree brings, or a key that a Secret of the platform does not ' +
      'have, keeps the pod from starting; a Kubernetes Service that is not there answers no route. A Secret that only this object names is expected of the provider of Secrets.',
    message: ({ kind, name, of, key, flaw }) => {
      if (flaw === 'name') return `${of} refers to a ${kind} ${quoted(name)}, and no object can have that name`;
      if (flaw === 'key') return `${of} refers to the key ${quoted(key ?? '')} of the ${kind} ${quoted(name)}, and no key can be called so`;
      return key === undefined
        ? `${of} refers to the ${kind} ${quoted(name)}, which nothing brings`
        : `${of} refers to the key ${quoted(key)}, which the ${kind} ${quoted(name)} does not have`;
    },
    help: ({ suggestion, flaw }) =>
      flaw !== undefined
        ? `write the ${flaw} that it has: ${flaw === 'name' ? 'lower-case letters, digits, `-` and `.`' : 'letters, digits, `-`, `_` and `.`'}`
        : suggestion === undefined
          ? 'carry the object too, or set `optional: true` where the pod can do without'
          : `did you mean ${quoted(suggestion)}?`,
  }),

  'manifest-labels-taken': entry<Named & { service: string }>({
    severity: 'warning',
    acceptable: true,
    title: 'a pod of the team is selected by a Kubernetes Service of ours',
    explanation:
      'A Kubernetes Service leads to all pods of the namespace with the labels `app.kubernetes.io/name` and `app.kubernetes.io/component` of its service. Pods of another program that have ' +
      'both would answer a part of its requests.',
    message: ({ service, ...named }) =>
      `the pods of ${objectOf(named)} have the labels by which the Kubernetes Service ${quoted(service)} finds its own`,
    help: () => 'give them another `app.kubernetes.io/name`',
  }),

  'manifest-route-beside': entry<Named & { host: string; pattern?: string; login: boolean }>({
    severity: 'warning',
    acceptable: true,
    title: 'an object of the team has routes at a host of the routes',
    explanation:
      'The table of routes knows the routes of the registry alone. Others at the same host, at a wildcard over it or without a host may take their requests, or those that none of them takes, and no login of `gateway.auth` is asked for there. Routes of another IngressClass, of other Gateways and at other entry points of Traefik are not looked at.',
    message: ({ host, pattern, login, ...named }) =>
      `${objectOf(named)} has routes at ${pattern === undefined ? '' : `${pattern === '' ? 'every host' : quoted(pattern)} and so at `}${quoted(host)}, which no check of routes sees${login ? ' and no login of the edge protects' : ''}`,
    help: () => 'declare the routes in the registry',
  }),

  'manifest-policy-beside': entry<Named & { target: string; same: boolean }>({
    severity: 'error',
    acceptable: true,
    title: 'a policy of the team is for a route or a Gateway of ours',
    explanation:
      'Of two policies of one kind for an HTTPRoute or a Gateway, Envoy Gateway takes the older one and forgets the other, with its login, its limits or the headers that it takes away: that is an error. Another one changes what the edge does, and nothing here knows it: that is a warning.',
    message: ({ target, same, ...named }) =>
      `${objectOf(named)} is for the ${target.replace(' ', ' `')}\`, ${same ? 'which has one of that kind: the older one counts alone' : 'whose requests no check follows through it'}`,
    help: ({ same }) =>
      same
        ? 'remove it, and say by `gateway`, or by the route, what the edge has to do'
        : 'say by `gateway`, or by the route, what the edge has to do, where there is a field for it',
  }),

  'manifest-sync-wave': entry<{ wave: string }>({
    severity: 'error',
    title: 'a sync wave that is no number',
    explanation: 'Argo CD takes an object whose wave it cannot read for one of wave 0, which may be too late or too early.',
    message: ({ wave }) => `the sync wave ${quoted(wave)} is no whole number`,
    help: () => 'write a whole number in quotes, or leave the annotation out: the kind of the object then decides',
  }),
};

const ownKinds: ReadonlySet<string> = new Set(['ClusterRole', 'ClusterRoleBinding', 'PersistentVolume', 'PriorityClass']);

/** The article of a noun. */
function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? 'an' : 'a';
}
