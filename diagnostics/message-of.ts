/**
 * Tells what was thrown, in one line. Code of others may throw anything: a value without a message is named by its kind.
 * @returns the first line of the message
 */
export function messageOf(thrown: unknown): string {
  if (typeof thrown === 'string') return firstLine(thrown);
  if (thrown === null || thrown === undefined) return `it throws \`${thrown}\``;
  try {
    const { message, name } = thrown as { message?: unknown; name?: unknown };
    // Not `instanceof Error`: the registry may have errors of another realm.
    if (typeof message === 'string' && typeof name === 'string') return firstLine(message === '' ? name : message);
  } catch {
    // A getter or a Proxy that throws again.
  }
  return `it throws ${typeof thrown === 'object' ? 'an object' : `a ${typeof thrown}`} that is no error`;
}

function firstLine(text: string): string {
  return /^[^\n\r]*/.exec(text)?.[0] ?? '';
}
