import { credentialInValue, looksLikeCredentialName } from '../../formats';
import { placeUnder } from '../origin';
import { rule } from './rule';

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
  for (const { command = [], args = [], migration, place, origins } of platform.services) {
    const written = [
      ['command', command, placeUnder(place, 'command')],
      ['args', args, placeUnder(place, 'args')],
      ['migration.command', migration.command, origins['migration.command'].place],
    ] as const;
    for (const [field, texts, at] of written) {
      for (const [index, text] of texts.entries()) {
        const kind = credentialInValue(text);
        if (kind !== undefined) report({ variable: `${field}[${index}]`, kind, inCommand: true }, placeUnder(at, index));
      }
    }
  }
});

/** Nothing, a switch, or nothing but references to other variables: no credential whatever its name is. */
function isHarmless(value: string): boolean {
  return value === '' || /^(?:true|false|yes|no|on|off|none)$/i.test(value) || /^(?:\$\(\w+\)|\$\{\w+\})+$/.test(value);
}
