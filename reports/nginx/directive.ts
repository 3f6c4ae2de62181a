/** A directive of nginx: one line, a block, or nothing but a comment. */
export type Directive = string | Block;

/** A directive with others inside, such as `server`. */
export interface Block {
  readonly block: string;
  readonly body: readonly Directive[];
}

/** Makes a block. */
export function block(name: string, body: readonly Directive[]): Block {
  return { block: name, body };
}

/** Writes directives as text: a semicolon after each, two spaces more inside a block, and an empty line between blocks that follow each other. */
export function directivesText(directives: readonly Directive[], indent = ''): string {
  return directives
    .map((directive, index) => {
      if (typeof directive === 'string') return directive.startsWith('#') ? `${indent}${directive}\n` : `${indent}${directive};\n`;
      const { block: name, body } = directive;
      const text = body.length === 0 ? `${indent}${name} {}\n` : `${indent}${name} {\n${directivesText(body, `${indent}  `)}${indent}}\n`;
      return index === 0 ? text : `\n${text}`;
    })
    .join('');
}

/** Writes a value that is read as one word, whatever is in it. A `$` would begin a variable, so none may be in it. */
export function word(text: string): string {
  return /^[-\w./:*=^~+,@%!]+$/.test(text) ? text : `"${text.replace(/[\\"]/g, '\\$&')}"`;
}
