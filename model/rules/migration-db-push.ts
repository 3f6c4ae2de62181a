import type { Place } from '../../diagnostics';
import { placeUnder } from '../origin';
import type { Service } from '../platform';
import { rule } from './rule';

/** Called by whatever: `npx prisma@6 db push`, `node_modules/.bin/prisma db push`, `sh -c "prisma --schema x db push && …"`. */
const dbPush = /\bprisma\b[^&|;]{0,200}?\bdb\s+push\b/;

/** Reports commands that push a Prisma schema, in an environment that is not one to develop in. */
export const migrationDbPush = rule('migration-db-push', ({ platform }, report) => {
  const { development, environment, services } = platform;
  if (development) return;
  for (const service of services) {
    for (const [words, place] of commandsOf(service)) {
      if (dbPush.test(words.join(' '))) report({ environment }, place);
    }
  }
});

/** What a service's containers run, where the registry says it. A command that starts in `command` may go on in `args`. */
function commandsOf({ command = [], args = [], migration, place, origins }: Service): (readonly [readonly string[], Place])[] {
  return [
    [migration.mode === 'job' ? migration.command : [], origins['migration.command'].place],
    [[...command, ...args], placeUnder(place, dbPush.test(command.join(' ')) || args.length === 0 ? 'command' : 'args')],
  ];
}
