/** A piece of a text: characters that stand for themselves, or a reference by its name. */
export type TextPiece = string | TextReference;

/** A reference in a text, such as `${redis.host}`. */
export interface TextReference {
  /** The text between the braces; all that follows the opening one if none closes it. */
  readonly reference: string;
  readonly closed: boolean;
}

/**
 * Cuts a text at its references. Before a `{`, each `$$` stands for `$`, so that `$${` gives `${`, and `$$${redis.host}` a `$` and a host; everywhere
 * else a `$` stands for itself.
 * @returns the pieces in order, no two texts in a row, and none that is empty
 */
export function textPieces(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let literal = '';
  let from = 0;
  const opening = /\$+\{/g;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const dollars = match[0].length - 1;
    const after = match.index + match[0].length;
    literal += text.slice(from, match.index) + '$'.repeat(Math.floor(dollars / 2));
    from = after;
    if (dollars % 2 === 0) {
      literal += '{';
      continue;
    }
    const end = text.indexOf('}', after);
    if (literal !== '') pieces.push(literal);
    literal = '';
    pieces.push({ reference: text.slice(after, end === -1 ? undefined : end), closed: end !== -1 });
    from = end === -1 ? text.length : end + 1;
    opening.lastIndex = from;
  }
  literal += text.slice(from);
  if (literal !== '') pieces.push(literal);
  return pieces;
}
