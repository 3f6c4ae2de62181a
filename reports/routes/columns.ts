/** The width that reports keep to where words allow it: that of a terminal that nobody has made wider. */
const width = 80;

/** Breaks a sentence into lines of at most 80 characters. A longer word stays whole, so that it can be copied. */
export function wrapped(sentence: string, indent: string): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of sentence.split(' ')) {
    const longer = line === indent ? `${indent}${word}` : `${line} ${word}`;
    if (longer.length <= width || line === indent) line = longer;
    else {
      lines.push(line);
      line = `${indent}${word}`;
    }
  }
  return [...lines, line].join('\n');
}

/** Writes rows in columns, each as wide as its widest cell, with two spaces between them; no spaces at the end of a line. */
export function inColumns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
