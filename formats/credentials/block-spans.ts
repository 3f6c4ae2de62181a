import { isSecret } from './assignment-spans';
import type { CredentialSpan } from './spans';

/** A key of YAML whose value is one word on the next line: `password: >-` and the line `  x`. */
const block =
  /(?<=^|\n)[ \t]*(?:- )?["']?([A-Za-z_][\w.-]{0,80})["']?:[ \t]*([|>][+-]?\d?)?[ \t\r]*\n[ \t]+["']?([^\s"']+)["']?(?=[ \t\r]*(?:\n|$))/dg;

/** A list of users and their passwords, and nothing else, as PgBouncer reads it; and a line of one. */
const userList = /^(?:[ \t]*(?:;[^\n]*)?\n|"[^"\n]*"[ \t]+"[^"\n]*"[ \t\r]*(?:\n|$))+$/;
const user = /(?<=^|\n)"[^"\n]*"[ \t]+"([^"\s]*[^"A-Za-z\s][^"\s]*)"/dg;

/** Finds values that no sign joins to their name: of YAML in the line behind it, of a list of users. */
export function* blockSpans(text: string): Generator<CredentialSpan> {
  if (text.includes('" "') && userList.test(text)) {
    for (const { indices } of text.matchAll(user)) {
      const [start, end] = indices![1]!;
      yield { kind: 'password in a connection string', start, end };
    }
  }
  if (!text.includes('\n') || !text.includes(':')) return;
  for (const match of text.matchAll(block)) {
    const [, name = '', sign, value = ''] = match;
    if (value.endsWith(':') || !isSecret(name, value, sign === undefined)) continue;
    const [start, end] = match.indices![3]!;
    yield { kind: 'password in a connection string', start, end };
  }
}
