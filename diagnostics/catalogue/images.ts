import { entry } from './entry';
import { andOthers, quoted, quotedList } from './wording';

/** Findings about container images. */
export const imagesEntries = {
  'image-invalid': entry<{ image: string; others: number; field: string }>({
    severity: 'error',
    title: 'an image reference is not legal',
    explanation:
      'An image is named by an optional registry host, a path of lower-case letters, digits and single separators, and a tag. There is no scheme ' +
      'in front.',
    message: ({ image, others }) => `${andOthers(image, others)} cannot be ${others === 0 ? 'the name of an image' : 'names of images'}`,
    help: ({ field }) =>
      field === 'imageRegistry'
        ? 'write the image registry as a host and a path, such as `ghcr.io/acme`'
        : 'write it as `registry.example/team/name:tag`',
  }),

  'image-tag-invalid': entry<{ tag: string }>({
    severity: 'error',
    title: 'an image tag is not legal',
    explanation: 'A tag has at most 128 letters, digits, `_`, `.` and `-`, and starts with none of the last two.',
    message: ({ tag }) => `${quoted(tag)} cannot be the tag of an image`,
    help: () => 'write a tag such as `1.4.2`',
  }),

  'image-tag-missing': entry<{ image: string; others: number; field: string }>({
    severity: 'error',
    title: 'an image has no tag',
    explanation:
      'Without a tag the container runtime takes `latest`: afterwards it is unknown which build ran, and there is no way back to it.',
    message: ({ image, others }) => `no tag says which build of ${andOthers(image, others)} runs`,
    help: ({ image, field }) => (field === 'images' ? 'set `tag` here' : `add a tag, as in ${quoted(`${image}:1.4.2`)}`),
  }),

  'image-tag-latest': entry<{ image: string; others: number }>({
    severity: 'error',
    acceptable: 'development',
    title: 'an image has the tag `latest`',
    explanation:
      '`latest` is another build every time: afterwards it is unknown which one ran, two pods of one service may differ, and there is no way ' +
      'back.',
    message: ({ image, others }) => `${andOthers(image, others)} ${others === 0 ? 'runs' : 'run'} whatever \`latest\` is at the time`,
    help: () => 'write the tag of one build, such as `1.4.2`',
  }),

  'image-digest-invalid': entry<{ digest: string }>({
    severity: 'error',
    title: 'an image digest is not legal',
    explanation: 'A digest is `sha256:` and 64 hexadecimal digits in lower case, as the image registry gives it.',
    message: ({ digest }) => `${quoted(digest)} is not the digest of an image`,
    help: () => 'copy the digest that `docker buildx imagetools inspect` prints, `sha256:` and 64 digits',
  }),

  'image-digest-missing': entry<{
    services: readonly string[];
    container?: string | undefined;
    of?: string | undefined;
    image?: string | undefined;
    product: string;
    environment: string;
  }>({
    severity: 'error',
    acceptable: true,
    title: 'an image has no digest, and the environment wants one',
    explanation:
      'A tag can be pushed again and then names another build; a digest names one build for ever. An environment with `images.requireDigest: true` ' +
      'runs no image that is named by its tag alone: not of services and the containers beside them, nor of servers in the cluster, the PostgreSQL client, ' +
      'which has the login of the admin role, and tools.',
    message: ({ services, container, of }) => {
      if (of !== undefined) return `no digest says which build of ${of} runs`;
      return container === undefined
        ? `no digest says which build of ${quotedList(services)} runs`
        : `no digest says which build of the container ${quoted(container)} beside ${quotedList(services)} runs`;
    },
    help: ({ services: [service = ''], container, image, product, environment }) => {
      if (image !== undefined) return `write the digest behind the tag, as in ${quoted(`${image}@sha256:…`)}`;
      return container !== undefined
        ? 'write the digest behind the tag, as in `otel/opentelemetry-collector:0.140.0@sha256:…`'
        : `pin the build, as in ${quoted(`cadastre image set ${service}=1.4.2@sha256:… -p ${product} -e ${environment}`)}`;
    },
  }),

  'image-pinned-twice': entry<{ service: string; overlay: string }>({
    severity: 'error',
    title: "a service's image is pinned both in the image lock and in the overlay",
    explanation:
      'The lock file `environments/<name>.images.yaml` is the place for pins, because CI edits it. A second pin under `images.services` of the ' +
      'overlay could contradict it, and a reader of one file would not see which one runs.',
    message: ({ service }) => `the image of ${quoted(service)} is pinned in two files`,
    help: ({ service, overlay }) => `remove ${quoted(service)} from \`images.services\` of ${quoted(overlay)}`,
  }),

  'image-pull-secret-invalid': entry<{ name: string; repeated: boolean }>({
    severity: 'error',
    title: 'a Secret for an image registry is not a legal name, or is listed twice',
    explanation:
      '`images.pullSecrets` lists the names of Secrets in the namespace: DNS subdomains of at most 253 `a-z`, `0-9`, `-` and `.`, each once.',
    message: ({ name, repeated }) =>
      repeated ? `Secret ${quoted(name)} is listed twice` : `${quoted(name)} cannot be the name of a Secret`,
    help: ({ repeated }) => (repeated ? 'remove it here' : 'write the name as `kubectl get secrets` shows it, never the login itself'),
  }),

  'image-end-of-life': entry<{ image: string; product: string; ended: string; successor: string; asOf: string }>({
    severity: 'error',
    acceptable: true,
    title: 'an image is past its end of life',
    explanation:
      'After its end of life a version gets no fixes, also none for security. This is a warning in an environment marked `development: true`. ' +
      'Cadastre does not read the clock: it knows the ends of life up to the day its table was last brought up to date.',
    message: ({ image, product, ended }) => `${quoted(image)} is past its end of life: ${product} ended ${ended}`,
    notes: ({ asOf }) => [`ends of life up to ${asOf} are known, from https://endoflife.date`],
    help: ({ successor }) => `use ${successor}`,
  }),

  'postgres-version-unknown': entry<{ image: string }>({
    severity: 'error',
    title: 'the image tag of an in-cluster PostgreSQL does not contain its major version',
    explanation:
      'Version 18 moved the data directory: mounted in the wrong place, the data would be gone after a restart. A tag without a version would ' +
      'also change the major version ' +
      'by itself, and PostgreSQL does not start on the data of another one.',
    message: ({ image }) => `the tag of ${quoted(image)} does not contain the major version of PostgreSQL`,
    help: () => 'use a tag such as `16-alpine` or `pg16`',
  }),

  'psql-too-old': entry<{ image: string; major: number; field: string }>({
    severity: 'error',
    title: 'the client that runs the init Jobs is too old',
    explanation: 'The init Jobs take credentials from the environment with `\\getenv`, which came with the `psql` of PostgreSQL 15.',
    message: ({ image, major }) => `${quoted(image)} has the \`psql\` of PostgreSQL ${major}, and the init Jobs need 15 or newer`,
    help: ({ field }) => `set ${quoted(field)} to \`postgres:16-alpine\` or newer`,
  }),
};
