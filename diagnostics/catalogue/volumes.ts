import { entry } from './entry';
import { quoted, type Suggestion } from './wording';

/** Findings about volumes that outlast pods, and about scratch space. */
export const volumesEntries = {
  'volume-shared': entry<{ service: string; path: string; access: string; kind: string }>({
    severity: 'error',
    title: 'pods would have to share a volume that they cannot share',
    explanation:
      'The pods of a service share its volumes. Without `ReadWriteMany` a volume is on one node at a time, and a rollout that starts the new pod beside the old one ' +
      'waits for it for ever, or lets two processes write to the same files. A singleton stops the old pod first; each pod of a stateful service has a volume of its own.',
    message: ({ service, path, access, kind }) =>
      `${quoted(path)} of ${quoted(service)} is ${quoted(access)}, and ${
        kind === 'cron' ? 'a run may start while another one still has it' : 'a rollout starts a new pod while the old one still has it'
      }`,
    help: ({ kind }) =>
      kind === 'cron'
        ? "set `access: 'ReadWriteMany'`, with a StorageClass that can do it"
        : "set `singleton: true`, `kind: 'stateful'`, or `access: 'ReadWriteMany'` with a StorageClass that can do it",
  }),

  'scratch-over-limit': entry<{
    service: string;
    medium: 'disk' | 'memory';
    resource: string;
    rows: readonly { readonly path: string; readonly size: string }[];
    needed: string;
    limit: string;
  }>({
    severity: 'error',
    title: 'scratch space is more than the container may use',
    explanation:
      'What is written to `/tmp`, `writablePaths` and `scratch` counts against the limit of `ephemeral-storage`, and in memory against the memory limit, beside what the ' +
      'program itself takes. A pod above the limit is evicted or killed, long before its directories are full.',
    message: ({ service, medium, needed, limit }) =>
      medium === 'disk'
        ? `the scratch space of ${quoted(service)} is ${needed}, and its containers may use ${limit}`
        : `the scratch space of ${quoted(service)} in memory is ${needed} of the ${limit} that its container may use`,
    notes: ({ rows }) => rows.map(({ path, size }) => `${quoted(path)} has ${size}`),
    help: ({ medium, resource, needed }) =>
      medium === 'disk'
        ? `set \`resources.limits.${resource}\` to at least ${quoted(needed)}, or say smaller sizes in \`scratch\``
        : `set \`resources.limits.${resource}\` to more than ${quoted(needed)}, by what the program needs, or say smaller sizes in \`scratch\``,
  }),

  'overlay-volume-unknown': entry<Suggestion & { service: string; path: string }>({
    severity: 'error',
    title: 'an overlay names a volume that the service does not have',
    explanation: 'The entry declares the volumes of a service; an overlay changes sizes and StorageClasses, by the same paths.',
    message: ({ service, path }) => `${quoted(service)} has no volume at ${quoted(path)}`,
    help: ({ suggestion }) =>
      suggestion === undefined ? 'remove it, or declare the volume in the registry entry' : `did you mean ${quoted(suggestion)}?`,
  }),
};
