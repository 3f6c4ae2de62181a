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

  'overlay-volume-unknown': entry<Suggestion & { service: string; path: string }>({
    severity: 'error',
    title: 'an overlay names a volume that the service does not have',
    explanation: 'The entry declares the volumes of a service; an overlay changes sizes and StorageClasses, by the same paths.',
    message: ({ service, path }) => `${quoted(service)} has no volume at ${quoted(path)}`,
    help: ({ suggestion }) =>
      suggestion === undefined ? 'remove it, or declare the volume in the registry entry' : `did you mean ${quoted(suggestion)}?`,
  }),
};
