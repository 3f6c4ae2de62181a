import { entry } from './entry';
import { quoted } from './wording';

/** What has the number of a preview in its name. */
export type PreviewNameKind = 'database' | 'role' | 'host' | 'namespace' | 'Application' | 'tree';

/** Findings about environments of which there is one for each pull request. */
export const previewsEntries = {
  'preview-value-invalid': entry<{ setting: string; value: string; expected: string }>({
    severity: 'error',
    title: 'a setting of previews has a value that nothing can use',
    explanation: 'The value stands in an ApplicationSet, and Argo CD would find no pull request by it.',
    message: ({ setting, value, expected }) => `\`${setting}\` is ${quoted(value)}, and not ${expected}`,
    help: ({ setting, expected }) => `set \`${setting}\` to ${expected}`,
  }),

  'preview-number-missing': entry<{ environment: string }>({
    severity: 'error',
    title: 'a preview without its number',
    explanation:
      'Of a preview there is one for each pull request, and its namespace, hosts and databases have the number of that one. Without a number there is nothing to write.',
    message: ({ environment }) => `${quoted(environment)} is a preview, and this run does not say of which pull request`,
    help: () => 'name the pull request by `--param number=N`',
  }),

  'preview-number-invalid': entry<{ number: string }>({
    severity: 'error',
    title: 'a number of a preview that names cannot have',
    explanation:
      'The number becomes a part of the names of a namespace, of hosts, databases and roles. It has one to seven digits and no leading zero: then every name is legal, short enough, and the name of no other preview.',
    message: ({ number }) => `${quoted(number)} is not the number of a pull request`,
    help: () => 'give a number of one to seven digits without a leading zero, such as `--param number=17`',
  }),

  'preview-parameter-unused': entry<{ environment: string }>({
    severity: 'error',
    title: 'a number for an environment that is no preview',
    explanation:
      'There is one environment of this name, and nothing of it has a number. Whoever runs the command takes it for another one.',
    message: ({ environment }) => `${quoted(environment)} is no preview, so it takes no number`,
    help: () => 'name the preview by `-e`, or leave `--param number` away',
  }),

  'preview-name-long': entry<{ what: string; name: string; length: number; most: number }>({
    severity: 'error',
    title: 'a name is too long with the number of a preview',
    explanation:
      'Names get a dash or an underscore and the number of the pull request at their end. They are checked with a number of seven digits, so that no later pull request finds out.',
    message: ({ what, name, length, most }) => `${what} ${quoted(name)} has ${length} characters with a number, and may have ${most}`,
    help: ({ what, length, most }) => `make ${what} at least ${length - most} characters shorter`,
  }),

  'preview-name-taken': entry<{ kind: PreviewNameKind; name: string; number: string; platform: string; preview: string }>({
    severity: 'error',
    title: 'a name that a later preview would have, too',
    explanation:
      'A preview has its number at the end of its names, and at the end of the first part of its hosts. The pull request of that number would get the database, host, namespace, Application or tree of another environment: its Jobs refuse the database, its routes answer in the place of the others, and its Application deletes the namespace.',
    message: ({ kind, name, number, platform, preview }) =>
      `the ${kind} ${quoted(name)} of ${quoted(platform)} is that of number ${number} of the preview ${quoted(preview)}, too`,
    help: ({ kind }) =>
      kind === 'Application'
        ? 'give the product, environment or service that it is named after another name, or `delivery.argocd.namespace` of its own'
        : kind === 'host'
          ? 'give the host a first part that does not end with a number, or that of previews another beginning'
          : `give the ${kind} a name that does not end with a number, or that of previews another beginning`,
  }),

  'preview-setting-unfit': entry<{ setting: string; because: string }>({
    severity: 'error',
    title: 'a setting that previews cannot have',
    explanation:
      'Previews come and go by themselves, each with a namespace and databases of its own, from a branch that CI pushes. What a person makes once for each namespace, or what never enters a commit, is not there.',
    message: ({ setting, because }) => `\`${setting}\` does not fit a preview: ${because}`,
    help: ({ setting }) => `change \`${setting}\`, or remove \`preview\``,
  }),

  'preview-incomplete': entry<{ field: string }>({
    severity: 'error',
    title: 'previews without the pull requests that they are for',
    explanation: 'Argo CD makes an Application for each pull request, and has to be told where to look for them.',
    message: ({ field }) => `Argo CD is to carry previews, and \`${field}\` is not there`,
    help: ({ field }) => `add \`${field}\` with the provider, the repository and the labels`,
  }),

  'preview-server-shared': entry<{ kind: string; host: string }>({
    severity: 'warning',
    title: 'a server that all previews share',
    explanation:
      'Databases of PostgreSQL have the number of the preview. Keys of Redis and queues of RabbitMQ do not: what one preview puts in, another takes out.',
    message: ({ kind, host }) => `all previews use the same ${kind} at ${quoted(host)}`,
    help: ({ kind }) => `run ${kind} in the cluster, with \`acceptDataLoss\`, or accept this finding`,
  }),
};
