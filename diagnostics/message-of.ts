/** How much of a message is kept, in characters. */
const mostOfMessage = 4_000;

/**
 * Tells what was thrown, in one line. Code of others may throw anything: a value without a message is named by its kind.
 * @returns the first line of the message, as {@link cutText} cuts it
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
  return cutText(/^[^\n\r]*/.exec(text.slice(0, mostOfMessage + 1))?.[0] ?? '');
}

/**
 * Cuts a message that is too long to be read, and would take long to be looked through for credentials. Its last word goes, too: it may be a part of one, which
 * nothing gives away.
 * @returns at most `most` characters and an ellipsis; a shorter text is unchanged
 */
export function cutText(text: string, most = mostOfMessage): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/\S{0,600}$/, '')}…`;
}
