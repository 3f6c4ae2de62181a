import { entry } from './entry';
import { quoted, type Suggestion } from './wording';

const tolerationFlaws = {
  key: 'its key is not the name of a taint',
  value: 'its value is not the value of a taint',
  exists: 'it has a value, and the operator `Exists`, for which every value is right',
  keyless: 'it has a value and no key',
  seconds: '`tolerationSeconds` is a whole number of seconds for the effect `NoExecute`',
};

const hostAliasFlaws = {
  ip: 'is no IP address',
  repeated: 'is there twice',
  empty: 'has no names',
  name: 'is no DNS name',
};

const dnsParts = {
  nameserver: { flaw: 'is no IP address, or the fourth', help: 'write at most three addresses, such as `10.0.0.10`' },
  search: { flaw: 'is no domain, or the thirty-third', help: 'write at most 32 domains, such as `corp.example.com`' },
  searches: { flaw: 'of more than 2048 characters in all', help: 'leave out what no short name is looked for in' },
  option: { flaw: 'is no option of a resolver', help: 'write an option of resolv.conf, such as `ndots: 2`' },
};

/** Findings about where pods run, and what they carry. */
export const placementEntries = {
  'label-invalid': entry<{ field: string; name: string; flaw: 'name' | 'value' }>({
    severity: 'error',
    title: 'a label is none that Kubernetes takes',
    explanation:
      'The name of a label has at most 63 letters, digits, `-`, `_` and `.`, and may have a DNS name and a slash in front of it. Its value has at most 63 of the ' +
      'same characters, or is empty.',
    message: ({ field, name, flaw }) =>
      flaw === 'name'
        ? `${quoted(name)} of ${quoted(field)} is no name of a label`
        : `${quoted(field)} has a value of ${quoted(name)} that no label can have`,
    help: ({ flaw }) =>
      flaw === 'name'
        ? 'write a name such as `cost-centre` or `acme.example.com/cost-centre`'
        : 'write letters, digits, `-`, `_` and `.`, at most 63',
  }),

  'label-reserved': entry<{ field: string; name: string }>({
    severity: 'error',
    title: 'a label that Cadastre or Kubernetes writes',
    explanation: 'By these labels pods are selected, counted and told apart. Another value would take them away from what they belong to.',
    message: ({ field, name }) => `${quoted(name)} of ${quoted(field)} is a label that Cadastre or Kubernetes writes`,
    help: () => 'use a prefix of your own, such as `acme.example.com/`',
  }),

  'annotation-invalid': entry<{ field: string; name: string; flaw: 'name' | 'size' }>({
    severity: 'error',
    title: 'annotations that Kubernetes does not take',
    explanation:
      'The name of an annotation has at most 63 letters, digits, `-`, `_` and `.`, and may have a DNS name and a slash in front of it. All annotations of an object ' +
      'have at most 256 KiB.',
    message: ({ field, name, flaw }) =>
      flaw === 'name' ? `${quoted(name)} of ${quoted(field)} is no name of an annotation` : `${quoted(field)} has more than 256 KiB`,
    help: ({ flaw }) => (flaw === 'name' ? 'write a name such as `acme.example.com/contact`' : 'keep large texts in a ConfigMap'),
  }),

  'annotation-reserved': entry<{ field: string; name: string; instead?: string }>({
    severity: 'error',
    title: 'an annotation that Cadastre writes, or that weakens a pod',
    explanation:
      'These annotations follow from other fields, say to linters and to Argo CD how an object is meant, or would take a pod out of Pod Security `restricted`. A value set by hand would disagree.',
    message: ({ field, name }) => `${quoted(name)} of ${quoted(field)} cannot be set by hand`,
    help: ({ instead }) => (instead === undefined ? 'remove it' : `use ${instead} instead`),
  }),

  'annotation-credential': entry<{ field: string; name: string; kind: string }>({
    severity: 'error',
    title: 'a credential stands in an annotation',
    explanation:
      'Annotations are committed, and everybody who may read an object reads them. A credential that was committed has to be replaced. The value is never shown.',
    message: ({ field, name, kind }) => `${quoted(name)} of ${quoted(field)} holds a ${kind}`,
    notes: () => ['the value is not shown here'],
    help: () => 'keep it in a Secret, and name that',
  }),

  'toleration-invalid': entry<{ flaw: keyof typeof tolerationFlaws }>({
    severity: 'error',
    title: 'a toleration that Kubernetes does not take',
    explanation: 'A toleration names a taint by key, value and effect. Without `value` it puts up with every value of the key.',
    message: ({ flaw }) => `the toleration is none: ${tolerationFlaws[flaw]}`,
    help: () => "write it as `kubectl describe node` shows the taint, such as `{ key: 'dedicated', value: 'batch', effect: 'NoSchedule' }`",
  }),

  'node-selector-conflict': entry<{ name: string; value: string; field: string; other: string }>({
    severity: 'error',
    title: 'no node can have what two fields select',
    explanation:
      '`architecture` and `affinity.dedicated` select nodes by labels, as `nodeSelector` does. A node has one value of each label.',
    message: ({ name, value, field, other }) => `${quoted(name)} has to be ${quoted(value)} here, and ${quoted(other)} by ${quoted(field)}`,
    help: ({ name, field }) => `remove ${quoted(name)} from \`nodeSelector\`, or correct ${quoted(field)}`,
  }),

  'near-unknown': entry<Suggestion & { service: string; state: 'unknown' | 'itself' | 'cron' }>({
    severity: 'error',
    title: 'pods would be near to a service that is not there',
    explanation: '`affinity.near` names another service of the product whose pods stay: a cron job has none between two runs.',
    message: ({ service, state }) =>
      state === 'unknown'
        ? `the product has no ${quoted(service)}`
        : state === 'itself'
          ? `${quoted(service)} would be near to itself`
          : `${quoted(service)} is a cron job, which has no pods between two runs`,
    help: ({ suggestion, state }) =>
      suggestion !== undefined
        ? `did you mean ${quoted(suggestion)}?`
        : state === 'unknown'
          ? 'write the registry key of a service of the product'
          : 'name another service, or remove `affinity.near`',
  }),

  'extended-resource-invalid': entry<{ name: string; flaw: 'name' | 'amount'; amount: string }>({
    severity: 'error',
    title: 'an extended resource that Kubernetes does not take',
    explanation:
      'An extended resource has a name with the domain of its device plugin, such as `nvidia.com/gpu`, and is counted in whole numbers.',
    message: ({ name, flaw, amount }) =>
      flaw === 'name' ? `${quoted(name)} is no extended resource` : `${quoted(name)} of ${quoted(amount)} is not a whole number from 1 up`,
    help: ({ flaw }) =>
      flaw === 'name'
        ? 'write a name such as `nvidia.com/gpu`; CPU, memory and scratch space belong to `resources`'
        : 'write a whole number, or `false` to remove one that another layer sets',
  }),

  'dns-config-invalid': entry<{ what: keyof typeof dnsParts; value: string }>({
    severity: 'error',
    title: 'what is added to the resolver is none of it',
    explanation:
      'A resolver has at most 3 servers, and 32 domains to search of 2048 characters in all, with those of the cluster. The API server refuses more.',
    message: ({ what, value }) => `${quoted(value)} ${dnsParts[what].flaw}`,
    help: ({ what }) => dnsParts[what].help,
  }),

  'host-alias-invalid': entry<{ value: string; flaw: keyof typeof hostAliasFlaws }>({
    severity: 'error',
    title: 'a line of `/etc/hosts` is none',
    explanation:
      'A host alias is an IP address with the names that lead to it. Names with a wildcard have no meaning there, and an address stands once.',
    message: ({ value, flaw }) => `${quoted(value)} ${hostAliasFlaws[flaw]}`,
    help: () => "write it such as `{ ip: '10.0.0.7', hostnames: ['ldap.example.com'] }`",
  }),

  'service-account-invalid': entry<{ name: string }>({
    severity: 'error',
    title: 'an account cannot have this name',
    explanation:
      'The name of a ServiceAccount has lower-case letters, digits, dots and dashes. `default` is the account of every pod that names none: what it is given, all of them are given.',
    message: ({ name }) => `${quoted(name)} cannot be the account of a service`,
    help: () => 'write the name of an account that you bring, or leave `name` out for an account of its own',
  }),

  'service-account-annotated': entry<{ name: string }>({
    severity: 'error',
    title: 'annotations of an account that Cadastre does not write',
    explanation:
      'With `serviceAccount.name` the team brings the account, so nothing here can annotate it. The annotations would have no effect.',
    message: ({ name }) => `the account ${quoted(name)} is not written here, so that its annotations have no effect`,
    help: ({ name }) => `annotate ${quoted(name)} where it is written, or remove \`serviceAccount.name\``,
  }),
};
