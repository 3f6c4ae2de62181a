import type { Place } from '../../diagnostics';
import { originOf, placeOf, placeUnder } from '../origin';
import type { Platform, Service } from '../platform';
import { type AreaRules, rule } from './rule';

/** Reports migration Jobs that have nothing to run. */
const migrationCommandMissing = rule('migration-command-missing', ({ platform }, report) => {
  for (const { key, runtime, migration } of platform.services) {
    const [program = ''] = migration.command;
    if (migration.mode === 'job' && program === '') report({ runtime }, placeOf(platform, 'services', key, 'migration', 'command'));
  }
});

/** Reports commands of migrations that nobody asked to run. */
const migrationModeMissing = rule('migration-mode-missing', ({ platform }, report) => {
  for (const { key, migration } of platform.services) {
    if (migration.command.length > 0 && originOf(platform, 'services', key, 'migration', 'mode').layer === 'built-in')
      report({}, placeOf(platform, 'services', key, 'migration', 'command'));
  }
});

/** Reports services that migrate a database they do not have. */
const migrationWithoutDatabase = rule('migration-without-database', ({ platform }, report) => {
  for (const { key, database, migration } of platform.services) {
    if (migration.mode !== 'none' && database === undefined)
      report({ service: key, mode: migration.mode }, placeOf(platform, 'services', key, 'migration', 'mode'));
  }
});

/** Reports images that migrate when they start, in an environment that is not one to develop in. */
const migrationEntrypointOutsideDevelopment = rule('migration-entrypoint-outside-development', ({ platform }, report) => {
  const { development, environment, services } = platform;
  if (development) return;
  for (const { key, migration } of services) {
    if (migration.mode === 'entrypoint') report({ environment }, placeOf(platform, 'services', key, 'migration', 'mode'));
  }
});

/** Called by whatever: `npx prisma@6 db push`, `node_modules/.bin/prisma db push`, `sh -c "prisma --schema x db push && …"`. */
const dbPush = /\bprisma\b[^&|;]{0,200}?\bdb\s+push\b/;

/** Reports commands that push a Prisma schema, in an environment that is not one to develop in. */
const migrationDbPush = rule('migration-db-push', ({ platform }, report) => {
  const { development, environment, services } = platform;
  if (development) return;
  for (const service of services) {
    for (const words of commandsOf(platform, service)) {
      const found = dbPush.exec(words.map(({ text }) => text).join(' '));
      if (found !== null) report({ environment }, wordAt(words, found.index + found[0].length - 1).place);
    }
  }
});

interface Word {
  readonly text: string;
  readonly place: Place;
}

/** The word of a command that a character is in, where one space separates words. */
function wordAt(words: readonly Word[], offset: number): Word {
  let end = -1;
  return words.find(({ text }) => (end += text.length + 1) >= offset) ?? words[0]!;
}

/** The commands of a service's containers that the registry declares. A command that starts in `command` may go on in `args`. */
function commandsOf(platform: Platform, { key, command = [], args = [], migration }: Service): Word[][] {
  const wordsOf = (list: readonly string[], ...field: readonly string[]): Word[] => {
    const at = placeOf(platform, 'services', key, ...field);
    return list.map((text, index) => ({ text, place: placeUnder(at, index) }));
  };
  return [
    migration.mode === 'job' && migration.command.length > 0 ? wordsOf(migration.command, 'migration', 'command') : [],
    [...wordsOf(command, 'command'), ...wordsOf(args, 'args')],
  ];
}

/** The rules about migration. */
export const migrationRules: AreaRules<'migration'> = [
  migrationCommandMissing,
  migrationModeMissing,
  migrationWithoutDatabase,
  migrationEntrypointOutsideDevelopment,
  migrationDbPush,
];
