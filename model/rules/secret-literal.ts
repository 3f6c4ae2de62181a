import { credentialInValue, looksLikeCredentialName } from '../../formats';
import { placeUnder } from '../origin';
import { credentialInArguments, isHarmless } from './facts/arguments';
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
  const tools = platform.tools.flatMap((tool) => (tool.name === 'prisma-studio' ? [{ command: tool.command, args: [], place: tool.place }] : []));
  for (const { command = [], args = [], place } of [...platform.services, ...tools]) {
    // The container runs both as one list.
    const texts = Object.entries({ command, args }).flatMap(([field, list]) => list.map((text, index) => ({ field, index, text })));
    for (const [position, { field, index, text }] of texts.entries()) {
      const kind = credentialInValue(text) ?? credentialInArguments(text, texts[position - 1]?.text);
      if (kind !== undefined) report({ variable: `${field}[${index}]`, kind, inCommand: true }, placeUnder(place, field, index));
    }
  }
});
