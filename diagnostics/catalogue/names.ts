import { entry } from './entry';
import { quoted, type Suggestion } from './wording';

/** The names that are made from a hostname. */
const derivedNames = {
  init: { what: 'the init Job', because: 'with a database' },
  migration: { what: 'the migration Job', because: 'with a database' },
  hook: { what: 'the Job of a hook', because: 'with a hook' },
  cron: { what: 'its Jobs', because: 'as that of a cron job' },
  stateful: { what: 'the revision of its pods', because: 'as that of a stateful service' },
} as const;

type DerivedName = keyof typeof derivedNames;

/** Findings about the names of services, products, environments and namespaces. */
export const namesEntries = {
  'hostname-invalid': entry<Suggestion & { hostname: string }>({
    severity: 'error',
    title: 'a hostname is not a DNS label',
    explanation:
      'The hostname becomes the name of a Kubernetes Service, which must be an RFC 1035 label. Kubernetes would refuse anything else, and so ' +
      'would many HTTP clients.',
    message: ({ hostname }) => `hostname ${quoted(hostname)} is not a DNS label`,
    notes: () => ['a DNS label has 1 to 63 of `a-z`, `0-9` and `-`, starts with a letter and does not end with `-`'],
    help: ({ suggestion }) =>
      suggestion === undefined ? 'choose a hostname of lower-case letters, digits and hyphens' : `call it ${quoted(suggestion)}`,
  }),

  'hostname-duplicate': entry<{ hostname: string; other: string; kind: 'service' | 'backing' }>({
    severity: 'error',
    title: 'two things in the namespace have the same hostname',
    explanation:
      'The hostname names the Deployment, the Kubernetes Service and the file of a service. Of two with the same name the one applied last would ' +
      'replace the other.',
    message: ({ hostname, other, kind }) =>
      `hostname ${quoted(hostname)} already belongs to ${kind === 'service' ? `service ${quoted(other)}` : `the environment's ${other}`}`,
    help: () => 'give one of the two another hostname',
  }),

  'product-name-duplicate': entry<{ product: string }>({
    severity: 'error',
    title: 'two products have the same name',
    explanation:
      'The name of a product is its folder of manifests and, unless an environment says otherwise, its namespace. Two products of one name would replace each other.',
    message: ({ product }) => `product ${quoted(product)} is declared twice`,
    help: () => 'give one of the two another `name`',
  }),

  'hostname-reserved': entry<{ hostname: string; reason: string }>({
    severity: 'error',
    title: 'a hostname means something else already',
    explanation:
      'Some names are taken by what Cadastre writes beside the services, or by every machine: a service could not be reached, or not be written, ' +
      'under them.',
    message: ({ hostname, reason }) => `hostname ${quoted(hostname)} is taken: ${reason}`,
    help: () => 'choose another hostname',
  }),

  'namespace-shared': entry<{ namespace: string; product: string; other: string; environment: string }>({
    severity: 'error',
    title: 'two products have one namespace',
    explanation:
      'Objects of two products in one namespace replace each other where they have the same name: `postgres`, `routes` and the Namespace itself. ' +
      'The environments of one product may have the same namespace, each in a cluster of its own.',
    message: ({ namespace, product, other, environment }) =>
      `in environment ${quoted(environment)} the products ${quoted(other)} and ${quoted(product)} both have namespace ${quoted(namespace)}`,
    help: () => 'give each product a namespace of its own',
  }),

  'config-map-name-shared': entry<{ configMap: string; what: string; service: string | undefined }>({
    severity: 'error',
    title: 'the ConfigMap with the CA certificate has a name that Cadastre writes',
    explanation:
      'Cadastre writes a ConfigMap with the script of the init Jobs, and one with the settings of pgAdmin. One of the same name with the CA ' +
      'certificate of PostgreSQL would be replaced, and no pod could connect.',
    message: ({ configMap, what, service }) =>
      `ConfigMap ${quoted(configMap)} holds ${what}${service === undefined ? '' : ` of ${quoted(service)}`}, so it cannot hold the CA certificate`,
    help: () => 'keep the certificate in a ConfigMap of another name, such as `postgres-ca`',
  }),

  'service-key-invalid': entry<{ service: string }>({
    severity: 'error',
    title: 'a registry key is not a label value',
    explanation: 'The key becomes the label `app.kubernetes.io/name` of all objects of the service, by which Kubernetes finds its pods.',
    message: ({ service }) => `registry key ${quoted(service)} is not a legal label value`,
    notes: () => ['a label value has 1 to 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends'],
    help: () => 'choose a key of lower-case letters, digits and hyphens',
  }),

  'name-too-long': entry<{ hostname: string; job: DerivedName; derived: string; limit: number }>({
    severity: 'error',
    title: 'a hostname is too long for the names made from it',
    explanation:
      "The Jobs that create a service's database and change its schema are named after the hostname, and so are the Jobs of a cron job. Kubernetes copies a Job's name to a label of its pods, which " +
      'has at most 63 characters.',
    message: ({ hostname, job, limit }) =>
      `hostname ${quoted(hostname)} has ${hostname.length} characters, and ${derivedNames[job].because} it may have ${limit}`,
    notes: ({ job, derived }) => [
      `${derivedNames[job].what} would be called ${quoted(derived)}: ${derived.length} characters of at most 63`,
    ],
    help: ({ limit }) => `shorten the hostname to at most ${limit} characters`,
  }),

  'object-name-shared': entry<{ kind: string; name: string; owner: string; other: string }>({
    severity: 'error',
    title: 'two objects of one kind would have one name',
    explanation:
      'A namespace holds one object of a kind and name. The second one would replace the first, as a development tool with a host would replace the ' +
      'route table of a product that has its name. The claims of the pods of a StatefulSet are named by volume, set and number: two sets with one claim would share their data.',
    message: ({ kind, name, owner, other }) => `the ${kind} of ${owner} would be called ${quoted(name)}, as that of ${other} is`,
    help: ({ kind, owner }) =>
      kind === 'PersistentVolumeClaim'
        ? 'give one of the two another hostname, or its volume another path'
        : `leave out ${owner}, or its host, or give the other one another name`,
  }),

  'product-name-invalid': entry<{ name: string; device: boolean }>({
    severity: 'error',
    title: "a product's name is not a DNS label, or that of a device",
    explanation:
      'The name becomes the namespace, the label `app.kubernetes.io/part-of`, a folder of `dist/` and the virtual host of the message broker. ' +
      'No folder can be called like a device of Windows, such as `con`, `nul` or `com1`: the repository could not be checked out there.',
    message: ({ name, device }) =>
      `product name ${quoted(name)} is ${device ? 'that of a device of Windows, and no folder can be called so' : 'not a DNS label'}`,
    notes: ({ device }) => (device ? [] : ['a DNS label has 1 to 63 of `a-z`, `0-9` and `-`, with a letter or digit at both ends']),
    help: () => 'choose a short name of lower-case letters, digits and hyphens; what people read is `label`',
  }),

  'environment-name-invalid': entry<{ name: string; device: boolean }>({
    severity: 'error',
    title: "an environment's name is not a DNS label, or that of a device",
    explanation:
      'The name becomes a folder of `dist/`, the name of the overlay and the value of `APP_ENV`. ' +
      'No folder can be called like a device of Windows, such as `con`, `nul` or `com1`: the repository could not be checked out there.',
    message: ({ name, device }) =>
      `environment name ${quoted(name)} is ${device ? 'that of a device of Windows, and no folder can be called so' : 'not a DNS label'}`,
    notes: ({ device }) => (device ? [] : ['a DNS label has 1 to 63 of `a-z`, `0-9` and `-`, with a letter or digit at both ends']),
    help: () => 'choose a short name such as `dev`, `staging` or `prod`',
  }),

  'namespace-invalid': entry<{ namespace: string }>({
    severity: 'error',
    title: 'a namespace is not a DNS label',
    explanation: 'Kubernetes takes only DNS labels as names of namespaces, since they are part of the DNS names of Kubernetes Services.',
    message: ({ namespace }) => `namespace ${quoted(namespace)} is not a DNS label`,
    notes: () => ['a DNS label has 1 to 63 of `a-z`, `0-9` and `-`, with a letter or digit at both ends'],
    help: () => 'choose a name of lower-case letters, digits and hyphens, or leave the field out',
  }),

  'namespace-reserved': entry<{ namespace: string }>({
    severity: 'error',
    title: 'a namespace belongs to Kubernetes',
    explanation:
      'Cadastre writes the Namespace with Pod Security labels, which would fall on everything else in it. Names that start with `kube-` are kept ' +
      "for Kubernetes' own parts.",
    message: ({ namespace }) => `namespace ${quoted(namespace)} belongs to the cluster`,
    help: () => 'give the product a namespace of its own',
  }),

  'team-invalid': entry<{ team: string }>({
    severity: 'warning',
    title: "a team's name is not a label value",
    explanation:
      "The team is written to a label, so that one command finds all services of a team. Text for readers belongs to the service's `label`.",
    message: ({ team }) => `team ${quoted(team)} is not a legal label value`,
    notes: () => ['a label value has 1 to 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends: this one is left out'],
    help: () => "write the team's short name, such as `revenue`",
  }),
};
