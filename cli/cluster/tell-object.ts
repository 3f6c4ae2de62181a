import { visibleText } from '../../diagnostics';
import type { ComparedObject, KeyState } from './compare-object';
import { titleOf } from './expected-object';

/**
 * Says of an object how it is, by the names of its keys.
 * @returns one line, without its end
 */
export function tellObject(compared: ComparedObject): string {
  return `${titleOf(compared.expected)}: ${accountOf(compared)}`;
}

/** The names of the keys that are in a state. */
export function keysIn({ keys }: ComparedObject, state: KeyState, optional = false): string[] {
  return keys.filter(({ key, state: is }) => is === state && key.optional === optional).map(({ key }) => key.name);
}

function accountOf(compared: ComparedObject): string {
  const { expected, found, wrongType, complete } = compared;
  const optional = keysIn(compared, 'missing', true).join(', ');
  const missing = keysIn(compared, 'missing').join(', ');
  if (found === undefined) return complete ? `not there, and optional (${optional})` : `not there; needs ${missing}`;
  if (complete) return optional === '' ? 'complete' : `complete, without the optional ${optional}`;
  const parts = [
    ...(wrongType ? [`is of type ${visibleText(found.type ?? '')}, not ${expected.types.join(' or ')}`] : []),
    ...(missing === '' ? [] : [`lacks ${missing}`]),
    ...[...keysIn(compared, 'empty'), ...keysIn(compared, 'empty', true)].map((key) => `${key} is empty`),
    ...keysIn(compared, 'differs').map((key) =>
      key === 'uri' ? 'uri does not say what the other keys say' : `${key} is not what the registry says`,
    ),
  ];
  for (const key of [...keysIn(compared, 'breaks-url'), ...keysIn(compared, 'breaks-url', true)])
    parts.push(
      `${key} has a character that breaks the URL it becomes a part of: a space, an end of line, or one of @ : / ? # % and the like`,
    );
  return parts.join('; ');
}
