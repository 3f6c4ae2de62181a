/** A switch, or nothing. */
const nothing = /^(?:true|false|yes|no|on|off|none|null|nil|undefined)?$/i;

/** Nothing but references to variables, in the syntax of Kubernetes, Compose, or a shell. */
const onlyReferences = /^(?:\$\([^()]{1,200}\)|\$\{[\w.-]{1,200}\}|\$\w{1,200})+$/;

/** A place that is filled in later: in braces, angle brackets, percent signs or backticks, or blacked out. */
const placeholder =
  /^(?:\{{1,3}[^{}"]{0,200}\}{1,3}|<[^<>]{0,200}>|%[\w()]{1,60}%?|`[^`]{0,200}`|\*{3,}|[xX]{3,}|\.{3,}|…|\[(?:redacted|hidden|masked|filtered)\]|redacted|\(not shown\))$/i;

/** A path of a file. */
const filePath = /^(?:file:\/\/)?(?:\.{0,2}\/|~\/|[A-Za-z]:\\)[\w./\\@ -]{0,400}$/;
const fileName = /^[\w.-]{1,100}\.(?:pem|key|crt|cer|pub|json|ya?ml|txt|jks|p12|pfx|conf|cfg|ini|properties|env|xml|toml|log|html?)$/i;

/** Whether a value is nothing, a switch, or consists of references and placeholders: no credential, whatever its name is. */
export function isHarmlessValue(value: string): boolean {
  return nothing.test(value) || consistsOfReferences(value) || placeholder.test(value);
}

/**
 * What providers give to browsers: publishable keys of Stripe and Clerk, public tokens of Mapbox, project keys of PostHog, keys of Supabase, and addresses of Sentry, to which one can only report.
 * @see https://docs.sentry.io/concepts/key-terms/dsn-explainer/
 */
const publicValue =
  /^(?:pk_(?:live|test)_[A-Za-z0-9]{10,255}|pk\.eyJ[\w-]{20,400}\.[\w-]{16,60}|phc_[A-Za-z0-9]{30,60}|sb_publishable_[\w-]{20,60}|https:\/\/[0-9a-f]{32}@[\w.-]{0,200}sentry[\w.-]{0,200}(?::\d{1,5})?(?:\/[\w-]{1,60}){0,4}\/\d{1,20})$/;

/** Whether a value is of a form that its provider means for everybody, whatever its name is. */
export function isPublicValue(value: string): boolean {
  return publicValue.test(value);
}

/** Whether a value consists of references to variables. */
export function consistsOfReferences(value: string): boolean {
  return onlyReferences.test(value);
}

/** Whether a value is the path or the name of a file. */
export function isFilePath(value: string): boolean {
  return (filePath.test(value) && !looksRandom(value)) || fileName.test(value);
}

/**
 * Whether a value looks as if a machine had made it up: long, without words, of letters and digits in no order. Digests of images, UUIDs and names with separators
 * do not.
 */
export function looksRandom(value: string): boolean {
  if (value.length < 20 || value.length > 512 || !/^[A-Za-z0-9+/_=~.-]+$/.test(value)) return false;
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value)) return false;
  const [longest = ''] = value.split(/[_=~.-]/).sort((a, b) => b.length - a.length);
  if (longest.length < 16) return false;
  const digits = longest.replace(/\D/g, '').length;
  const changes = longest.match(/[a-z][A-Z0-9]|[A-Z][0-9]|[0-9][A-Za-z]/g)?.length ?? 0;
  return digits >= 2 && digits < longest.length && changes >= 4 && entropyOf(longest) >= 2.8;
}

/** The entropy of the characters of a text, in bits a character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
