import { entry } from './entry';
import { quoted, type Suggestion } from './wording';

/** Findings about a service's container. */
export const containersEntries = {
  'user-invalid': entry<{ field: string; id: number }>({
    severity: 'error',
    title: 'a container cannot run under a user or group id',
    explanation: 'An id is a whole number from 1 to 2147483647. The id 0 is root, which Pod Security `restricted` refuses.',
    message: ({ field, id }) => (id === 0 ? `${quoted(field)} 0 is root, which is refused` : `${quoted(id)} cannot be a ${quoted(field)}`),
    help: () => "write the numeric id of the image's user, from 1 to 2147483647, such as `1000`",
  }),

  'text-invalid': entry<{
    what: string;
    problem: 'character' | 'long' | 'large' | 'configuration';
    found: string;
    limit?: string | undefined;
  }>({
    severity: 'error',
    title: 'a text cannot be written to a manifest, or handed to a container',
    explanation:
      'Control characters and halves of characters are in no manifest; a line break or tab may be in variables and arguments, and in no annotation that an Ingress has. A label has at most ' +
      '200 characters. Linux takes no variable or argument above 128 KiB, and `kubectl apply` no object above 256 KiB. The text is never shown.',
    message: ({ what, problem, found, limit = '' }) => {
      if (problem === 'character') return `${quoted(what)} has the character ${found}, which cannot be there`;
      if (problem === 'configuration')
        return `the plain configuration of ${quoted(what)} has ${found}, and at most ${limit} can be applied`;
      return `${quoted(what)} has ${found}, and at most ${limit} fit`;
    },
    help: ({ problem }) =>
      problem === 'character'
        ? 'remove the character'
        : problem === 'long'
          ? 'shorten it'
          : 'keep the data in a file of the image, or fetch it when the service starts',
  }),

  'container-name-invalid': entry<{ name: string }>({
    severity: 'error',
    title: 'a container has no legal name',
    explanation:
      'A name has at most 50 lower-case letters, digits and dashes, and neither begins nor ends with a dash. The names of its volumes are longer than its own.',
    message: ({ name }) => `${quoted(name)} cannot be the name of a container`,
    help: () => 'write a name such as `log-shipper`',
  }),

  'container-name-taken': entry<{ name: string; sidecar: boolean }>({
    severity: 'error',
    title: 'two containers of a pod have one name',
    explanation:
      'The container of a service is called `app`, and those that Cadastre adds are called after what they do, such as `wait-for-database`. A sidecar and an init ' +
      'container of one name cannot be told apart either.',
    message: ({ name, sidecar }) =>
      sidecar ? `${quoted(name)} is a sidecar too` : `${quoted(name)} is a container that Cadastre makes itself`,
    help: () => 'choose another name, such as `log-shipper`',
  }),

  'container-mount-unknown': entry<Suggestion & { path: string; service: string }>({
    severity: 'error',
    title: 'a container is to see a path that its service does not have',
    explanation:
      '`mounts` of a sidecar or an init container names paths of the `files`, `secretFiles`, `writablePaths` and `volumes` of its service.',
    message: ({ path, service }) => `nothing is mounted at ${quoted(path)} of ${quoted(service)}`,
    help: ({ path, service, suggestion }) =>
      suggestion === undefined
        ? `add ${quoted(path)} to \`writablePaths\` or \`files\` of ${quoted(service)}, or to \`writablePaths\` of the container alone`
        : `did you mean ${quoted(suggestion)}?`,
  }),

  'writable-path-invalid': entry<{ path: string; reason: string }>({
    severity: 'error',
    title: 'a writable path cannot be mounted',
    explanation:
      "The container's root file system is read-only, and each writable path is a volume of its own, empty at first. It is an absolute path that " +
      'covers no directory of the system, nothing that the image brings, such as `/app`, `node_modules`, `.next` or `conf.d`, and no other writable path.',
    message: ({ path, reason }) => `${quoted(path)} cannot be made writable: ${reason}`,
    help: () => 'write an absolute path, such as `/app/cache`, once',
  }),
};
