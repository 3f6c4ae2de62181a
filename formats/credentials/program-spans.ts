import { isFilePath, isHarmlessValue } from './harmless-value';
import type { CredentialSpan } from './spans';

/** A value behind an option of a program: no other option, and no reference. */
const value = String.raw`["']?([^\s"'$:<{\-][^\s"'$<{]{0,200})`;

/** The login that a program, its configuration or a statement of SQL is given, by the words that it cannot do without. */
const logins: readonly (readonly [hint: RegExp, source: string])[] = [
  [/curl|wget/, String.raw`\b(?:curl|wget)\b[^\n|;]{0,400}?\s(?:-u|--user|--proxy-user)[\s=]{1,3}["']?[\w.@-]{1,100}:([^\s"'$:]{1,200})`],
  [/http/, String.raw`\bhttps?\s[^\n|;]{0,200}?(?:-a|--auth)[\s=]["']?[\w.@-]{1,100}:([^\s"'$:]{1,200})`],
  [/oracle/, String.raw`\bjdbc:oracle:thin:[\w$#]{1,60}\/([^\s/@]{1,200})@`],
  [/sqlplus|impdp|expdp|sqlldr|rman/, String.raw`\b(?:sqlplus|impdp|expdp|sqlldr|rman)\b[^\n|;]{0,100}?\s[\w$#]{1,60}\/([^\s/@$]{1,200})@`],
  [/sshpass/, String.raw`\bsshpass\s{1,4}-p\s{0,4}["']?([^\s"'$]{1,200})`],
  [/requirepass|masterauth|rootpw|bindpw/, String.raw`^\s{0,20}(?:requirepass|masterauth|rootpw|bindpw)\s{1,20}["']?([^\s"'$]{1,200})`],
  [/redis-cli|valkey-cli/, String.raw`\b(?:redis|valkey)-cli\b[^\n|;]{0,200}?\s-a\s{1,4}["']?([^\s"'$]{1,200})`],
  [/mysql|mariadb/, String.raw`\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)\b[^\n|;]{0,200}?\s-p([^\s"'$]{1,200})`],
  [/mongo/, String.raw`\bmongo(?:sh|dump|restore|export|import)?\s[^\n|;]{0,200}?\s-p\s{1,4}${value}`],
  [/sqlcmd|bcp|mosquitto_/, String.raw`\b(?:sqlcmd|bcp|mosquitto_pub|mosquitto_sub|mosquitto_rr)\b[^\n|;]{0,200}?\s-P\s{0,4}${value}`],
  [
    / login/,
    String.raw`\b(?:docker|podman|buildah|skopeo|crane|helm registry|oras|az|nerdctl)\s{1,4}login\b[^\n|;]{0,200}?\s-p\s{1,4}${value}`,
  ],
  [/ldap/, String.raw`\bldap(?:search|modify|add|delete|whoami|passwd)\b[^\n|;]{0,300}?\s-w\s{1,4}${value}`],
  [/smbclient|rpcclient/, String.raw`\b(?:smbclient|rpcclient)\b[^\n|;]{0,200}?\s-U\s{1,4}["']?[\w.\\-]{1,60}%([^\s"'$]{1,200})`],
  [/pass:/, String.raw`\s-?-pass(?:in|out)?\s{1,4}["']?pass:([^\s"'$]{1,200})`],
  [/rabbitmqctl/, String.raw`\brabbitmqctl\s{1,4}(?:add_user|change_password)\s{1,4}[\w.-]{1,60}\s{1,4}${value}`],
  [
    /mc |mcli /,
    String.raw`\b(?:mc|mcli)\s{1,4}(?:alias\s{1,4}set|config\s{1,4}host\s{1,4}add)\s{1,4}[\w-]{1,40}\s{1,4}https?:\S{1,200}\s{1,4}\S{1,100}\s{1,4}${value}`,
  ],
  [/configure set/, String.raw`\bconfigure\s{1,4}set\s{1,4}\w{0,30}(?:secret|token)\w{0,30}\s{1,4}${value}`],
  [/snmp/, String.raw`\bsnmp(?:walk|get|set|bulkwalk|bulkget|trap|inform)\b[^\n|;]{0,200}?\s-[AX]\s{0,4}${value}`],
  [/7z|zip/, String.raw`\b(?:7za?\s{1,4}[a-z]\b[^\n|;]{0,200}?\s-p|(?:un)?zip\b[^\n|;]{0,200}?\s-P\s{1,4})${value}`],
  [/insecure-password/, String.raw`\binsecure-password\s{1,9}${value}`],
  // A list of users of Redis: `user app on >password ~* +@all`.
  [/user /, String.raw`^\s{0,20}user\s{1,9}[\w.-]{1,60}\s[^\n]{0,200}?(?<=\s)>([^\s$]{1,200})`],
  // SQL: `CREATE ROLE app LOGIN PASSWORD 'x'`, `CREATE USER app IDENTIFIED BY 'x'`.
  [
    /role|user/i,
    String.raw`\b(?:[cC]reate|CREATE|[aA]lter|ALTER)\s{1,9}(?:role|ROLE|user|USER|login|LOGIN)\b[^;]{0,300}?\b(?:password|PASSWORD|identified(?:\s+with\s+\w{1,40})?\s+by|IDENTIFIED(?:\s+WITH\s+\w{1,40})?\s+BY)\s{0,9}=?\s{0,9}'([^'\n:$]{1,200})'`,
  ],
  [
    /identified/i,
    String.raw`\b(?:identified|IDENTIFIED)\s{1,9}(?:by|BY)\s{1,9}(?:password\s{1,9}|PASSWORD\s{1,9})?["']([^"'\n:$]{1,200})["']`,
  ],
];

const patterns = logins.map(([hint, source]) => ({ hint, pattern: new RegExp(source, 'dgm') }));

/** Finds the passwords that programs are given in the text of a script or a configuration. */
export function* programSpans(text: string): Generator<CredentialSpan> {
  if (!/\s|jdbc/.test(text)) return;
  for (const { hint, pattern } of patterns) {
    if (!hint.test(text)) continue;
    for (const match of text.matchAll(pattern)) {
      const found = match[1];
      if (found === undefined || isHarmlessValue(found) || isFilePath(found)) continue;
      const [start, end] = match.indices![1]!;
      yield { kind: 'password in a connection string', start, end };
    }
  }
}
