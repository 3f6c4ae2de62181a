import { isSecret } from './assignment-spans';
import type { CredentialSpan } from './spans';

/** The name and the value of a pair, in the ways in which formats write one. */
const pairs: readonly (readonly [hint: string, source: string])[] = [
  // An element of XML: `<password>x</password>`, `<string name="api_key">x</string>`.
  ['</', String.raw`<([A-Za-z][\w.:-]{0,60})>\s{0,40}([^<>\s]{1,2048})\s{0,40}</\1>`],
  ['</', String.raw`\s(?:name|key)\s{0,4}=\s{0,4}["']([\w.:-]{1,80})["'][^<>]{0,200}>\s{0,40}([^<>\s]{1,2048})\s{0,40}</`],
  // Attributes: `<add key="ApiKey" value="x" />`.
  ['value', String.raw`\s(?:name|key)\s{0,4}=\s{0,4}["']([\w.:-]{1,80})["']\s{1,40}value\s{0,4}=\s{0,4}["']([^"'\n]{1,2048})["']`],
  // An entry of a list: `{"name": "DB_PASSWORD", "value": "x"}`, `- name: DB_PASSWORD` and the line `value: x`.
  [
    'value',
    String.raw`["'](?:[nN]ame|[kK]ey)["']\s{0,9}:\s{0,9}["']([\w.-]{1,80})["']\s{0,9},\s{0,40}["'][vV]alue["']\s{0,9}:\s{0,9}["']([^"'\n]{1,2048})["']`,
  ],
  [
    'value',
    String.raw`(?:^|\n)[ \t-]{0,40}(?:name|key):[ \t]{1,9}["']?([\w.-]{1,80})["']?[ \t]{0,9}\n[ \t]{1,40}value:[ \t]{1,9}["']?([^"'\s]{1,2048})["']?[ \t]{0,9}(?=\n|$)`,
  ],
  // An option and its value: `--api-key x`.
  ['--', String.raw`(?:^|\s)--?([a-z][\w-]{2,60})[ \t]{1,4}["']?([^\s"'$<{\-][^\s"'$<{]{7,2048})(?=["'\s]|$)`],
  // Code: `'password' => 'x'`, `define('DB_PASSWORD', 'x')`.
  ['=>', String.raw`["':]([\w.-]{1,80})["']?\s{0,20}=>\s{0,20}["']([^"'\n]{1,2048})["']`],
  ['define', String.raw`\bdefine\(\s{0,9}["']([\w.-]{1,80})["']\s{0,9},\s{0,9}["']([^"'\n]{1,2048})["']`],
  // A line of a Dockerfile or a shell: `ENV DB_PASSWORD x`, `setenv DB_PASSWORD x`.
  [
    ' ',
    String.raw`(?:^|\n)[ \t]{0,20}(?:ENV|setenv|set -gx|set -x)[ \t]{1,9}([A-Za-z_]\w{0,80})[ \t]{1,9}["']?([^\s"'=]{1,2048})["']?[ \t]{0,9}(?=\n|$)`,
  ],
  // A header or a parameter in the configuration of a server: `proxy_set_header X-Api-Key "x";`, `http-request set-header X-Api-Key x`, `SetEnv DB_PASSWORD x`.
  [
    ' ',
    String.raw`(?:^|\n)[ \t]{0,40}(?:(?:proxy|grpc)_set_header|(?:fastcgi|uwsgi|scgi)_param|more_set_(?:input_)?headers|add_header|http-(?:request|response)[ \t]{1,9}(?:set|add)-header|RequestHeader[ \t]{1,9}(?:set|add)|SetEnv|setenv|rewrite-header|header_up)[ \t]{1,20}["']?([A-Za-z][\w.-]{0,80})["']?[ \t]{1,20}["']?([^\s"';]{1,2048})["']?`,
  ],
];

const patterns = pairs.map(([hint, source]) => ({ hint, pattern: new RegExp(source, 'dg') }));

/** Finds values that stand beside the name of a credential, as pairs of XML, of lists of variables, of PHP, of a Dockerfile. */
export function* pairSpans(text: string): Generator<CredentialSpan> {
  for (const { hint, pattern } of patterns) {
    if (!text.includes(hint)) continue;
    for (const match of text.matchAll(pattern)) {
      const [, name = '', value = ''] = match;
      if (!isSecret(name.replace(/^.*:/, ''), value, false)) continue;
      const [start, end] = match.indices![2]!;
      yield { kind: 'password in a connection string', start, end };
    }
  }
}
