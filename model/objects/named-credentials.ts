import { isCredentialUnder } from '../../formats';

/** Words in an object that are the name of a Secret or of a key in it, and not what is secret: `postgres-login`, `SECRET_ACCESS_KEY`, `shop/tls`. */
const reference = /^[A-Za-z]+\d{0,2}(?:[-._/](?:[A-Za-z]+\d{0,2}|[a-z0-9]{1,6}))*$/;

/** Last words of fields that name a Secret or a key in it as often as they hold one: `existingSecret`, `imagePullSecrets`, `secretKey`. */
const referring = /(?:secret|key)s?$/i;

/** A placeholder that something in the cluster fills in: of Go templates, of variables. */
const placeholder = /\{\{[^{}]{0,400}\}\}|\$\{[^{}]{0,200}\}|\$\([^()]{0,200}\)/g;

/** Nothing, a count, or a value that stands for another one, or is encrypted or a certificate. */
const harmless =
  /^(?:\d{0,6}|[\s:@/.,_-]*|[$%<&*!>].*|ENC\[.*|-----BEGIN (?:TRUSTED )?(?:CERTIFICATE|PUBLIC KEY|CERTIFICATE REQUEST)-----[^]*)$/;

/**
 * Whether a text of an object is a credential by the name of its field. Beside what the name of a variable says, a field may name a Secret in the cluster or a key
 * in it, as `existingSecret: postgres-login` does, and its value may be a placeholder.
 */
export function isCredentialOfField(name: string, value: string): boolean {
  const own = value.trim();
  const rest = own.replace(placeholder, '');
  if (harmless.test(own) || harmless.test(rest) || !isCredentialUnder(name, rest)) return false;
  return !(referring.test(name) && reference.test(own));
}
