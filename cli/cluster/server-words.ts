import { looksLikeCredentialName, notShown, redacted } from '../../formats';
import type { KubernetesObject } from '../../model';
import { isMapping, textOf } from '../../model/objects/mappings';

/** As much of an answer as a person reads. */
const mostCharacters = 400;

/**
 * What the API server says of an object that it refuses, in one line: without the values that are credentials by their names, and without dumps of whole objects.
 * @param stderr what kubectl wrote about this object alone
 * @param object what was sent
 */
export function serverWords(stderr: string, object: KubernetesObject): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.trim().replace(/^\* /, ''))
    .filter((line) => line !== '' && !line.startsWith('Warning:'));
  let text = lines
    .join('; ')
    .replace(/^(?:Error from server(?: \(\w+\))?|error): /, '')
    .replace(/^error when [^:]*: /, '')
    .replace(/^The \S+ "[^"]*" is invalid:(?:;)? /, '');
  for (const value of [...hiddenValues(object, '')].sort((one, other) => other.length - one.length))
    text = text.replaceAll(value, notShown);
  // A field that never changes is repeated with all that is in it.
  text = redacted(text.replace(/(Invalid value: )(?:[\w.]+)?\{.*?\}: (?=[a-z])/g, '$1'));
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
}

/** The texts of an object that nobody may see: the data of a Secret, and what has the name of a credential. */
function* hiddenValues(value: unknown, key: string, isSecret = false): Generator<string> {
  if (typeof value === 'string') {
    // A short one would be found in every other word.
    if ((isSecret || looksLikeCredentialName(key)) && value.length > 3) yield value;
  } else if (Array.isArray(value)) for (const item of value) yield* hiddenValues(item, key, isSecret);
  else if (isMapping(value))
    for (const [field, inner] of Object.entries(value))
      yield* hiddenValues(
        inner,
        field === 'value' ? (textOf(value['name']) ?? field) : field,
        isSecret || ((value['kind'] === 'Secret' || value['kind'] === 'SealedSecret') && /^(?:data|stringData|spec)$/.test(field)),
      );
}
