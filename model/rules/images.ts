import type { Place } from '../../diagnostics';
import { formatImageReference, isDns1035Label, parseImageReference } from '../../formats';
import { postgresMajor } from '../backing/postgres/version';
import { fieldOf, placeOf } from '../origin';
import { helpersOf, type ImageReference, type Platform, postgresServersOf, pathOf } from '../platform';
import { endedVersion, endOfLifeAsOf } from './facts/end-of-life';
import { byPlace } from './facts/images';
import { type AreaRules, rule } from './rule';

/** Reports images whose repository is not legal. One that is so because of its service's hostname is reported as that. */
const imageInvalid = rule('image-invalid', ({ platform, images }, report) => {
  const badHostnames = new Set(platform.services.filter(({ name }) => !isDns1035Label(name)).map(({ image }) => image));
  const illegal = images.filter(
    ({ image }) => parseImageReference(image.repository)?.repository !== image.repository && !badHostnames.has(image),
  );
  for (const { place, ...shared } of byPlace(illegal, ({ placeOfPart }) => placeOfPart('repository'))) report(shared, place);
});

/** Reports images without a tag or digest, so that nobody knows which build runs. */
const imageTagMissing = rule('image-tag-missing', ({ images }, report) => {
  const untagged = images.filter(
    ({ image }) => image.tag === undefined && image.digest === undefined && parseImageReference(image.repository) !== undefined,
  );
  for (const { place, ...shared } of byPlace(untagged, ({ placeOfPart }) => placeOfPart('tag'))) report(shared, place);
});

/** Reports images with the tag `latest`, where no digest says which build that is. */
const imageTagLatest = rule('image-tag-latest', ({ images }, report) => {
  const floating = images.filter(({ image }) => image.tag === 'latest' && image.digest === undefined);
  for (const { image, others, place } of byPlace(floating, ({ placeOfPart }) => placeOfPart('tag'))) report({ image, others }, place);
});

/** Reports images without a digest in an environment that wants one of each. What one spot is to blame for is reported once. */
const imageDigestMissing = rule('image-digest-missing', ({ platform }, report) => {
  if (!platform.requireDigest) return;
  const { product, environment } = platform;
  const missing = new Map<string, { readonly place: Place; readonly services: string[] }>();
  for (const { key, image } of platform.services) {
    if (image.digest !== undefined) continue;
    const place = placeOf(platform, 'services', key, 'image', 'tag');
    const id = JSON.stringify([place.file, place.path]);
    const group = missing.get(id) ?? { place, services: [] };
    missing.set(id, group);
    group.services.push(key);
  }
  for (const { place, services } of missing.values()) report({ services, product, environment }, place);
  for (const service of platform.services) {
    for (const { name, field, image } of helpersOf(service)) {
      if (image.digest !== undefined) continue;
      const place = placeOf(platform, 'services', service.key, field, name, 'image');
      report({ services: [service.key], container: name, product, environment }, place);
    }
  }
  for (const { image, of, place } of imagesBeside(platform))
    if (image.digest === undefined) report({ services: [], of, image: formatImageReference(image), product, environment }, place);
});

/** An image of no service, with the place that sets it. */
interface ImageBeside {
  readonly image: ImageReference;
  /** What runs it, in words. */
  readonly of: string;
  readonly place: Place;
}

/** Lists the images of servers in the cluster, of the clients that run beside pods and in Jobs, with logins of databases or of the admin, and of tools. */
function imagesBeside(platform: Platform): ImageBeside[] {
  const { backing, services, tools } = platform;
  const used = new Set(services.map(({ database }) => database?.server));
  const ofServices = new Set(services.map(({ image }) => image));
  return [
    ...backing.flatMap((server): ImageBeside[] => {
      const image = server.inCluster?.image;
      const of = `the server \`${server.name}\``;
      return image === undefined ? [] : [{ image, of, place: placeOf(platform, ...pathOf(server), 'image') }];
    }),
    ...postgresServersOf(platform).flatMap((server): ImageBeside[] => {
      const { clientImage: image, inCluster, name } = server;
      const of = `the client of the database server \`${name}\``;
      return image === inCluster?.image || !used.has(server)
        ? []
        : [{ image, of, place: placeOf(platform, ...pathOf(server), 'clientImage') }];
    }),
    // A tool that runs from its service's image is reported as that service.
    ...tools.flatMap(({ name, image }): ImageBeside[] =>
      ofServices.has(image) ? [] : [{ image, of: `the tool \`${name}\``, place: placeOf(platform, 'tools', name, 'image') }],
    ),
  ];
}

/** Reports images of versions that get no fixes any more: a warning in development, else an error. */
const imageEndOfLife = rule('image-end-of-life', ({ platform, images }, report) => {
  const severity = platform.development ? 'warning' : 'error';
  for (const { image, placeOfPart } of images) {
    const ended = endedVersion(image);
    if (ended !== undefined)
      report({ image: formatImageReference(image), ...ended, asOf: endOfLifeAsOf }, placeOfPart('tag'), { severity });
  }
});

/** Reports an in-cluster PostgreSQL whose tag does not tell the major version. A missing tag and `latest` are reported as such. */
const postgresVersionUnknown = rule('postgres-version-unknown', ({ platform }, report) => {
  for (const server of postgresServersOf(platform)) {
    const image = server.inCluster?.image;
    if (image === undefined || postgresMajor(image) !== undefined) continue;
    if (image.digest === undefined && (image.tag === undefined || image.tag === 'latest')) continue;
    report({ image: formatImageReference(image) }, placeOf(platform, ...pathOf(server), 'image'));
  }
});

/** The first version whose `psql` knows `\getenv`. */
const oldestPsql = 15;

/** Reports an image for the init Jobs whose `psql` is too old for their script. */
const psqlTooOld = rule('psql-too-old', ({ platform }, report) => {
  const used = new Set(platform.services.map(({ database }) => database?.server));
  for (const server of postgresServersOf(platform)) {
    if (!used.has(server)) continue;
    const image = server.clientImage;
    const major = postgresMajor(image);
    if (major === undefined || major >= oldestPsql) continue;
    const field = image === server.inCluster?.image ? 'image' : 'clientImage';
    report(
      { image: formatImageReference(image), major, field: fieldOf(server.place, 'clientImage') },
      placeOf(platform, ...pathOf(server), field),
    );
  }
});

/** The rules about images. */
export const imagesRules: AreaRules<'images'> = [
  imageInvalid,
  imageTagMissing,
  imageTagLatest,
  imageDigestMissing,
  imageEndOfLife,
  postgresVersionUnknown,
  psqlTooOld,
];
