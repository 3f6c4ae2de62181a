import { isCredentialUnder } from '../../formats';

/** An option or a variable that is set inside an argument, such as `--password=x`, `-Ddb.password=x` or `TOKEN=x`, also in the text of a script. */
const assignment = /(?:^|[\s;])-{0,2}([A-Za-z][\w.-]{0,80})=(\S*)/g;

/** An option without its value. */
const option = /^--?([A-Za-z][\w.-]{0,80})$/;

/**
 * Looks for a credential in an argument by the name of the option it is the value of.
 * @param before the argument before this one, which may be the option
 * @returns what it is, never the credential itself
 */
export function credentialInArguments(text: string, before: string | undefined): string | undefined {
  for (const [, name = '', value = ''] of text.matchAll(assignment)) {
    if (isCredential(name, value)) return `value of ${name}`;
  }
  const [, name] = option.exec(before ?? '') ?? [];
  return name !== undefined && !text.startsWith('-') && isCredential(name, text) ? `value of ${name}` : undefined;
}

function isCredential(name: string, value: string): boolean {
  return isCredentialUnder(name, value) && !/^["']?[$`]/.test(value);
}
