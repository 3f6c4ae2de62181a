import { isHarmlessValue } from './harmless-value';
import type { CredentialSpan } from './spans';

const privateKey = /-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----|---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----/g;
const endOfKey = /-----END (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----/g;

const jsonWebToken = /(?<![-\w])eyJ[-\w]{8,}\.[-\w]{4,}\.[-\w]*(?:\.[-\w]+)*/g;

/** A private key or a store of keys in Base64 without the lines around it: PKCS #1, #8 and #12, SEC 1, OpenSSH, a keystore of Java. */
const bareKey =
  /(?<![A-Za-z0-9+/])(?:MII[A-Za-z0-9+/]{2}[A-Za-z0-9+/]IB(?:AAKC|ADANBgkqhkiG9w0BAQEFAASC|AzCC)|MIG[A-Za-z0-9+/]AgEAM|MHcCAQEEI|MIGkAgEBBD|MIHcAgEBBE|MC4CAQAwBQYDK2V|b3BlbnNzaC1rZXktdjE|\/u3\+7QAAAA)[A-Za-z0-9+/\r\n]{16,16384}={0,2}/g;

/** A login in front of an address in the syntax of Go's driver of MySQL: `app:x@tcp(db:3306)/app`. */
const goLogin = /(?<![^\s"'=])[\w.-]{1,80}:([^\s"'@]{1,200})@(?:tcp|tcp4|tcp6|unix|cloudsql\w{0,10})\(/g;

/** The secret part of a JSON Web Key: of an asymmetric one, or the whole of a symmetric one. */
const privatePart = /"(?:d|k)"\s{0,9}:\s{0,9}"([\w-]{16,2048})"/g;

/** The login in the configuration of Docker, in Base64. */
const dockerLogin = /"(?:auth|identitytoken|registrytoken)"\s{0,9}:\s{0,9}"([A-Za-z0-9+/=_.-]{4,4096})"/g;

/** The login of an Authorization header. */
const basic = /(?<![A-Za-z])basic(?:[ \t]{1,4}|%20)([A-Za-z0-9+/_-]{4,4096}={0,2})(?![A-Za-z0-9+/=])/gi;
const bearer =
  /(?<![A-Za-z])(?:bearer|token|apikey|splunk|sso-key|genie-?key)(?:[ \t]{1,4}|%20)(?=[\w.~+/=-]{0,200}\d)([\w.~+/=-]{12,4096})/gi;

/** A hash of a password, as servers keep it. */
const passwordHash =
  /\$2[abxy]?\$\d\d\$[./A-Za-z0-9]{53}|\$argon2(?:id|i|d)\$[\w=,$.+/-]{20,400}|\$(?:apr1|1|5|6|y|7)\$(?:[\w=.,-]{1,40}\$)?[./A-Za-z0-9]{1,32}\$[./A-Za-z0-9]{20,90}|SCRAM-SHA-(?:1|256)\$\d{3,7}:[\w+/=]{8,90}\$[\w+/=:]{20,180}|pbkdf2[_:-]sha(?:1|256|512)[$:]\d{3,8}[$:][\w+/=-]{4,90}[$:][\w+/=]{20,180}|(?<=")(?:md5[0-9a-f]{32})(?=")|\{S?SHA(?:256|512)?\}[A-Za-z0-9+/]{20,180}={0,2}/g;

/** A line of `.netrc`, and of `.pgpass`. */
const netrc = /\blogin\s{1,9}\S{1,200}\s{1,9}password\s{1,9}(\S{1,400})/g;
const pgpass = /^[\w.*-]{1,253}:(?:\d{2,5}|\*):[\w.*-]{1,63}:[\w.*-]{1,63}:([^\s:]{1,400})$/gm;

/** The words of a wallet, behind their name: as many as the lists of BIP-39 are made for. */
const mnemonic =
  /\b(?:mnemonic|(?:seed|recovery|secret|backup)[ _-]?(?:phrase|words)|wallet[ _-]?(?:seed|words))["']?\s{0,4}[:=]\s{0,4}["']?((?:[a-z]{3,8} ){11,23}[a-z]{3,8})(?![a-z])/gi;

/** Finds credentials that a form of their own gives away. */
export function* formSpans(text: string): Generator<CredentialSpan> {
  if (text.includes('PRIVATE KEY')) {
    for (const { index, 0: line } of text.matchAll(privateKey)) {
      endOfKey.lastIndex = index + line.length;
      const end = endOfKey.exec(text);
      yield { kind: 'private key', start: index, end: end === null ? text.length : end.index + end[0].length };
      if (end === null) break;
    }
  }
  if (text.includes('eyJ'))
    for (const span of all(text, jsonWebToken, 'JSON Web Token')) if (!isOfEverybody(text.slice(span.start, span.end))) yield span;
  if (/M[IHC]|b3Bl|u3\+7/.test(text)) yield* all(text, bareKey, 'private key');
  if (text.includes('@')) yield* groups(text, goLogin, 'password in a connection string', (value) => !isHarmlessValue(value));
  if (text.includes('"kty"')) yield* groups(text, privatePart, 'private key');
  if (/"auth|token"/.test(text)) yield* groups(text, dockerLogin, 'login in a header', (login) => login.includes('.') || isLogin(login));
  if (/\s|%20/.test(text)) {
    yield* groups(text, basic, 'login in a header', isLogin);
    yield* groups(text, bearer, 'login in a header');
  }
  if (text.includes('$') || text.includes('}') || text.includes('pbkdf2') || text.includes('"md5'))
    yield* all(text, passwordHash, 'password hash');
  if (/mnemonic|phrase|words|wallet/i.test(text)) yield* groups(text, mnemonic, 'private key');
  if (text.includes('login')) yield* groups(text, netrc, 'password in a connection string');
  if (text.includes(':')) yield* groups(text, pgpass, 'password in a connection string', (value) => !/^\$|^\d+$/.test(value));
}

/** Whether a JSON Web Token is the key of Supabase for people without a login, which its pages give to everybody. */
function isOfEverybody(token: string): boolean {
  const [, claims = ''] = token.split('.', 2);
  return claims.length < 1000 && /"role"\s{0,9}:\s{0,9}"anon"/.test(Buffer.from(claims, 'base64url').toString('utf8'));
}

/** Whether Base64 is a user and a password. */
function isLogin(base64: string): boolean {
  return /^[\x20-\x39\x3b-\x7e]*:[\x20-\x7e]+$/.test(Buffer.from(base64, 'base64').toString('utf8'));
}

function* all(text: string, pattern: RegExp, kind: CredentialSpan['kind']): Generator<CredentialSpan> {
  for (const { index, 0: found } of text.matchAll(pattern)) yield { kind, start: index, end: index + found.length };
}

/** Finds a part of a pattern: the first of its groups that takes part. */
function* groups(
  text: string,
  pattern: RegExp,
  kind: CredentialSpan['kind'],
  accept: (found: string) => boolean = () => true,
): Generator<CredentialSpan> {
  for (const match of text.matchAll(pattern)) {
    const found = match.slice(1).find((group) => group !== undefined);
    if (found === undefined || !accept(found)) continue;
    const start = match.index + match[0].lastIndexOf(found);
    yield { kind, start, end: start + found.length };
  }
}
