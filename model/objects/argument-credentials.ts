import { isCredentialUnder, notShown } from '../../formats';

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

/** Programs that take a password right behind `-p`. */
const programs = /(?:^|[/\s])(?:mysql\w*|mariadb[\w-]*|mongo\w*|sshpass)\b/;

/**
 * Leaves credentials out of an argument that is shown to people. An option of one letter counts too: what it is depends on a program that may be named in no list, and to show too little does no harm.
 * @param before the argument before this one
 * @param all the list that it stands in
 */
export function withoutCredential(text: string, before: string | undefined, all: readonly unknown[]): string {
  const [, name] = option.exec(before ?? '') ?? [];
  const isOfLetter =
    ((before === '-p' || before === '-a') && !/^\d*(?::\d+)*$|^[./]/.test(text)) || (before === '-u' && text.includes(':'));
  if (name !== undefined && !text.startsWith('-') && (isOfLetter || isCredential(name, text))) return notShown;
  const shown = text.replace(assignment, (whole, key: string, value: string) =>
    isCredential(key, value) ? `${whole.slice(0, whole.length - value.length)}${notShown}` : whole,
  );
  const isAttached = /^-p[^=]{3,}$/.test(shown) && all.some((item) => typeof item === 'string' && programs.test(item));
  return isAttached ? `-p${notShown}` : shown;
}

function isCredential(name: string, value: string): boolean {
  return isCredentialUnder(name, value) && !/^["']?[$`]/.test(value);
}
