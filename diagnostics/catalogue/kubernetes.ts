import { closestName } from '../closest-name';
import { entry } from './entry';
import { quoted, quotedList } from './wording';

export interface Newer {
  readonly feature: string;
  readonly since: string;
  readonly target: string;
  /** The workloads that need it. */
  readonly workloads: readonly string[];
}

/** Findings about the version of Kubernetes that manifests are for. */
export const kubernetesEntries = {
  'object-too-large': entry<{
    kind: string;
    name: string;
    by: 'etcd' | 'apply';
    bytes: number;
    limit: number;
    largest: string;
    share: number;
  }>({
    severity: 'error',
    title: 'an object is larger than the cluster takes',
    explanation:
      'The store of the cluster, etcd, takes 1.5 MiB in one request. A client that applies an object, as `kubectl apply` and Argo CD do, keeps a copy of it in an annotation, and all annotations of an object together have at most 256 KiB.',
    message: ({ kind, name, by, bytes, limit }) =>
      `the ${kind} ${quoted(name)} has ${kibibytes(bytes)}, more than the ${kibibytes(limit)} that ${by === 'etcd' ? 'etcd takes' : 'fit the annotation of a client that applies it'}`,
    notes: ({ largest, share }) => (largest === '' ? [] : [`${share} % of it is \`${largest}\``]),
    help: () =>
      'make it smaller: split what this follows from into several services, environments or files, or leave out what is not needed',
  }),

  'capability-unknown': entry<{ capability: string; known: readonly string[] }>({
    severity: 'error',
    title: 'an API group is none that Cadastre writes objects of',
    explanation:
      "`capabilities` of an overlay says which API groups the cluster serves beyond Kubernetes' own. A group has a version, and another version may have other fields. What an operator serves that " +
      'Cadastre writes nothing for need not stand there.',
    message: ({ capability }) => `${quoted(capability)} is no API group that Cadastre writes objects of`,
    notes: ({ known }) => [`there are ${quotedList(known, 40)}`],
    help: ({ capability, known }) => {
      const suggestion = closestName(capability, known);
      return suggestion === undefined ? 'write one of these, or remove it' : `write ${quoted(suggestion)}`;
    },
  }),

  'kubernetes-version-invalid': entry<{ version: string; number: boolean }>({
    severity: 'error',
    title: 'a version of Kubernetes is none',
    explanation: 'A version is written in quotes, without its patch number: YAML reads 1.30 without quotes as the number 1.3.',
    message: ({ version, number }) =>
      number ? `${quoted(version)} is a number, not a version` : `${quoted(version)} is no version of Kubernetes`,
    help: () => "write a minor version in quotes, such as `'1.34'`",
  }),

  'kubernetes-too-old': entry<Newer>({
    severity: 'error',
    title: 'the cluster is older than what the manifests need',
    explanation: 'An API server that does not know a field refuses the object, or leaves out what the workload cannot do without.',
    message: ({ feature, since, target }) =>
      `${feature} is there since Kubernetes ${quoted(since)}, and the environment has ${quoted(target)}`,
    notes: ({ workloads }) => [`needed by ${quotedList(workloads)}`],
    help: ({ since }) => `upgrade the cluster, and set \`kubernetes\` to ${quoted(since)} or newer`,
  }),

  'kubernetes-field-ignored': entry<Newer>({
    severity: 'warning',
    title: 'the cluster is too old for a part of the manifests, and ignores it',
    explanation: 'An API server leaves out fields that it does not know. The objects are made, and do less than they say.',
    message: ({ feature, since, target }) => `${feature} is there since Kubernetes ${quoted(since)}, and ${quoted(target)} ignores it`,
    notes: ({ workloads }) => [`of ${quotedList(workloads)}`],
    help: ({ since }) => `upgrade the cluster to ${quoted(since)} or newer`,
  }),
};

function kibibytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KiB`;
}
