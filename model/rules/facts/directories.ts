import type { Place } from '../../../diagnostics';
import type { Runtime } from '../../../registry/schema';
import { placeOf } from '../../origin';
import type { Platform, Service } from '../../platform';

/** A directory of a container in whose place an empty one is mounted, at first. */
export interface WritableDirectory {
  readonly path: string;
  readonly place: Place;
  /** Whether another field mounts something at the very path. */
  readonly taken: boolean;
}

const javascript: ReadonlySet<string> = new Set(
  ['dist', 'build', 'lib', 'prisma', 'public', 'src', '.next/server', '.next/standalone', '.next/static'].map((name) => `/app/${name}`),
);

/** The directories that images of a runtime bring, beside those of images of any: what is built or copied there by custom. */
export const programPaths: Readonly<Partial<Record<Runtime, ReadonlySet<string>>>> = {
  node: javascript,
  nextjs: javascript,
  java: new Set(['classes', 'lib', 'libs', 'resources'].map((name) => `/app/${name}`)),
  dotnet: new Set(['/app/wwwroot']),
  python: new Set(['alembic', 'app', 'migrations', 'src'].map((name) => `/app/${name}`)),
};

/**
 * Lists the directories of a service that start empty.
 * @returns volumes, scratch space, then writable paths, the latter two without those that are repeated
 */
export function writableDirectories(platform: Platform, { key, scratch, volumes, writablePaths }: Service): WritableDirectory[] {
  const claimed = new Set(volumes.map(({ path }) => path));
  const sized = new Set(scratch.map(({ path }) => path));
  return [
    ...volumes.map(({ path }) => ({ path, place: placeOf(platform, 'services', key, 'volumes', path), taken: false })),
    ...[...sized].map((path) => ({
      path,
      place: placeOf(
        platform,
        'services',
        key,
        'scratch',
        scratch.findIndex((directory) => directory.path === path),
        'path',
      ),
      taken: claimed.has(path),
    })),
    ...[...new Set(writablePaths)].map((path) => ({
      path,
      place: placeOf(platform, 'services', key, 'writablePaths', writablePaths.indexOf(path)),
      taken: claimed.has(path) || sized.has(path),
    })),
  ];
}
