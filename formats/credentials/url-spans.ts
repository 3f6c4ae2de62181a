import { credentialName } from './credential-name';
import { isHarmlessValue, looksRandom } from './harmless-value';
import type { CredentialSpan } from './spans';

/** The end of a scheme, and of what may follow it. */
const schemeEnd = /(?<=[A-Za-z0-9+.-]):\/\//g;
const addressEnd = /[\s"']/g;

/** An address that is a secret by itself: whoever knows it can post. */
const secretAddress =
  /hooks\.slack\.com\/(?:services|workflows|triggers)\/[\w/+-]{10,120}|discord(?:app)?\.com\/api(?:\/v\d+)?\/webhooks\/\d{5,25}\/[\w-]{20,120}|[\w-]{1,60}\.webhook\.office\.com\/webhookb2\/[\w@/-]{40,255}|outlook\.office(?:365)?\.com\/webhook\/[\w@/-]{40,255}|hooks\.zapier\.com\/hooks\/catch\/\d{3,12}\/\w{4,20}|hook\.(?:\w{1,5}\.)?make\.com\/\w{20,60}|api\.telegram\.org\/bot\d{6,12}:[\w-]{20,60}|hooks\.airtable\.com\/[\w/]{20,120}|maker\.ifttt\.com\/trigger\/[\w-]{1,80}\/(?:json\/)?with\/key\/[\w-]{10,80}|mattermost[\w.-]{0,80}\/hooks\/[a-z0-9]{26}|events\.pagerduty\.com\/integration\/[0-9a-f]{32}|(?<=\/\/[\w.:-]{1,120}\/)(?:[\w-]{1,40}\/)?hooks\/(?:[a-z0-9]{26}|[A-Za-z0-9]{17,24}\/[A-Za-z0-9]{40,64})(?![\w-])|open\.(?:feishu|larksuite)\.c(?:n|om)\/open-apis\/bot\/v2\/hook\/[\w-]{20,60}|qyapi\.weixin\.qq\.com\/cgi-bin\/webhook\/send\?key=[\w-]{20,60}|api\.vercel\.com\/v\d\/integrations\/deploy\/[\w/-]{16,120}|api\.netlify\.com\/build_hooks\/[0-9a-f]{24}|api\.cloudflare\.com\/client\/v4\/(?:pages|workers)\/webhooks?\/deploy_hooks?\/[\w-]{20,60}|api\.render\.com\/deploy\/srv-\w{10,30}\?key=[\w-]{8,40}|calendar\.google\.com\/calendar\/ical\/[\w.%@-]{3,120}\/private-[0-9a-f]{32}|[\w-]{2,40}\.g\.alchemy\.com\/(?:v2|nft\/v\d)\/[\w-]{20,60}|[\w-]{2,40}\.infura\.io\/(?:ws\/)?v3\/[0-9a-f]{32}|[\w.-]{2,80}\.quiknode\.pro\/[0-9a-f]{32,64}|[\w.-]{2,60}\.sumologic\.com\/receiver\/v1\/http\/[\w+/=-]{40,200}|logs[\w-]{0,8}\.loggly\.com\/(?:inputs|bulk)\/[0-9a-f-]{36}|hc-ping\.com\/(?:[0-9a-f-]{36}|[\w-]{20,24}\/[\w-]{1,60})|(?:uptime\.betterstack|uptime\.betteruptime|betteruptime)\.com\/api\/v\d\/heartbeat\/\w{20,40}|cronitor\.link\/p\/\w{24,40}|\/integrations\/v1\/[\w-]{3,40}\/\w{20,40}|alert\.victorops\.com\/integrations\/generic\/\d{4,12}\/alert\/[0-9a-f-]{36}|api\.opsgenie\.com\/v1\/json\/[\w-]{3,40}\?apiKey=[0-9a-f-]{36}|\/api\/\d{3,12}\/integrations?\/[\w-]{36}|webhook\.site\/[0-9a-f-]{36}|chat\.googleapis\.com\/v1\/spaces\/[\w-]{8,20}\/messages\?[^\s"']{0,200}\btoken=[\w-]{20,80}/g;

/** The parameters of a login to InfluxDB 1, `u` and `p`. */
const influxPath = /\/(?:write|query|ping)\?[^\s#"'<>]{0,2000}/g;
const influxPassword = /[?&]p=([^\s&#"'<>]+)/;

const queryParameter = /[?&;]([A-Za-z][\w.-]{0,60})=([^\s&#"'<>]*)/g;

/** Parameters that carry a signature: who has the address has what it is for. */
const signature = /^(?:sig|signature|x-amz-signature|x-amz-security-token|x-goog-signature|googleaccessid_signature|auth_?code)$/i;

/** A placeholder, a switch or a path: no secret, whatever the name of its parameter. */
const harmlessParameter = /^(?:[$<{:%/].*|true|false|yes|no|none|[01])?$/i;

/**
 * A whole value that is a URL without its scheme: a login, and a host that contains a dot or is followed by a port. The schemes at its start look like a
 * login and are none: an address follows them.
 */
const bareLogin =
  /^(?!(?:mailto|sip|sips|acct|xmpp|im|pres|npm|github|git|file|pkg|docker|oci|jid):)[^\s"/?#@:]{0,100}:([^\s"/?#]{1,1000})@(?:[\w-]{1,63}(?:\.[\w-]{1,63}){0,20}\.(?:[A-Za-z][\w-]{0,62}|\d{1,3}(?<=@(?:\d{1,3}\.){3}\d{1,3}))(?::\d{1,5})?|[\w-]{1,63}:\d{1,5})(?:[/?#].*)?$/i;

/** Finds logins of URLs, secrets in their queries, and addresses that are a secret. */
export function* urlSpans(text: string): Generator<CredentialSpan> {
  if (text.includes('://')) {
    for (const [start, address] of addressesIn(text)) {
      const end = endOfLogin(address);
      if (end !== undefined) yield { kind: 'password in a URL', start, end: start + end };
    }
  } else if (text.length <= 4096 && text.includes('@')) {
    const login = bareLogin.exec(text)?.[1];
    if (login !== undefined && !isTemplate(login)) yield { kind: 'password in a URL', start: 0, end: text.indexOf(':') + 1 + login.length };
  }
  if (text.includes('p=') && text.includes('u=')) {
    for (const { index, 0: query } of text.matchAll(influxPath)) {
      const password = /[?&]u=[^&]/.test(query) ? influxPassword.exec(query) : null;
      if (password === null || isTemplate(password[1]!)) continue;
      const end = index + password.index + password[0].length;
      yield { kind: 'secret in the query of a URL', start: end - password[1]!.length, end };
    }
  }
  if (text.includes('=')) {
    for (const { index, 0: whole, 1: name = '', 2: parameter = '' } of text.matchAll(queryParameter)) {
      if (harmlessParameter.test(parameter) || whole.startsWith(';')) continue;
      const isSecret = signature.test(name)
        ? parameter.length >= 16
        : credentialName(name) === 'credential' || (credentialName(name) === 'perhaps' && looksRandom(parameter));
      if (isSecret)
        yield { kind: 'secret in the query of a URL', start: index + whole.length - parameter.length, end: index + whole.length };
    }
  }
  if (/\.(?:com|org|cn|io|pro|link|site)\/|mattermost|\/hooks\/|\/integrations\//.test(text))
    for (const { index, 0: address } of text.matchAll(secretAddress))
      yield { kind: 'URL that is a secret', start: index, end: index + address.length };
}

/** What follows each scheme of a URL, with its place: as far as it can be a login, and not further than the scheme of the next. */
function* addressesIn(text: string): Generator<readonly [start: number, address: string]> {
  const starts = [...text.matchAll(schemeEnd)].map(({ index, 0: sign }) => index + sign.length);
  for (const [index, start] of starts.entries()) {
    const next = starts[index + 1];
    const reach = text.slice(start, next === undefined ? text.length : next - '://'.length);
    addressEnd.lastIndex = 0;
    yield [start, reach.slice(0, addressEnd.exec(reach)?.index)];
  }
}

/** The length of the login at the start of what follows a scheme; undefined if it has none that is secret. */
function endOfLogin(address: string): number | undefined {
  const authority = /^[^/?#]*/.exec(address)![0];
  const colon = authority.indexOf(':');
  const at = authority.lastIndexOf('@');
  if (at >= 0) {
    const login = authority.slice(0, at);
    const host = authority.slice(at + 1);
    if (colon >= 0 && colon < at) return isTemplate(login.slice(colon + 1)) ? undefined : at + 1;
    // A token may stand where the user's name does. The one of Sentry is public.
    return looksRandom(login) && !/sentry/i.test(host) ? at + 1 : undefined;
  }
  // A password with a slash that nobody has escaped is no port.
  const behind = address.lastIndexOf('@');
  const port = authority.slice(colon + 1);
  if (colon < 0 || behind < 0 || authority.startsWith('[') || /^\d{0,5}$/.test(port) || /[$<{%]/.test(port)) return undefined;
  return behind + 1;
}

/** Whether a password is nothing, or stands for one. */
function isTemplate(password: string): boolean {
  return password === '' || (isHarmlessValue(password) && !/^[a-z]+$/i.test(password));
}
