import { credentialInValue, looksLikeCredentialName } from '../../formats';
import type { Place } from '../../diagnostics';
import { placeUnder } from '../origin';
import { credentialInArguments, isHarmless } from './facts/arguments';
import { rule } from './rule';

interface Written {
  readonly variable: string;
  readonly place: Place;
  readonly text: string;
}

/** Reports credentials that stand in environment variables, commands and arguments, without their values. */
export const secretLiteral = rule('secret-literal', ({ platform, variables }, report) => {
  const sensitiveNames = new Map<string, boolean>();
  const isSensitive = (name: string): boolean => {
    const known = sensitiveNames.get(name) ?? looksLikeCredentialName(name);
    sensitiveNames.set(name, known);
    return known;
  };
  // What a later layer replaced reaches no container, but it stands in a file that is committed.
  const replaced = platform.services.flatMap(({ replacedConfig }) => replacedConfig);
  for (const { name, value, origin } of [...variables.plain, ...replaced]) {
    const kind = credentialInValue(value);
    if (kind !== undefined || (!isHarmless(value) && isSensitive(name))) report({ variable: name, kind, inCommand: false }, origin.place);
  }
  const ofServices = platform.services.flatMap(({ command = [], args = [], migration, place, origins }) => [
    // The container runs command and arguments as one list.
    [...written('command', placeUnder(place, 'command'), command), ...written('args', placeUnder(place, 'args'), args)],
    written('migration.command', origins['migration.command'].place, migration.command),
  ]);
  const ofTools = platform.tools.flatMap((tool) =>
    tool.name === 'prisma-studio' ? [written('command', placeUnder(tool.place, 'command'), tool.command)] : [],
  );
  for (const list of [...ofServices, ...ofTools]) {
    for (const [position, { variable, place: at, text }] of list.entries()) {
      const kind = credentialInValue(text) ?? credentialInArguments(text, list[position - 1]?.text);
      if (kind !== undefined) report({ variable, kind, inCommand: true }, at);
    }
  }
});

function written(field: string, at: Place, list: readonly string[]): Written[] {
  return list.map((text, index) => ({ variable: `${field}[${index}]`, place: placeUnder(at, index), text }));
}
