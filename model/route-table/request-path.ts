/** Reads the raw path of a request as a proxy does before it looks for a route. It returns undefined for a path that the proxy refuses with 400. */
export type PathReading = (raw: string) => string | undefined;

/** A path with nothing to decode, merge or resolve, as nearly all are. */
const plain = /^(?:\/[-_~A-Za-z0-9][-._~A-Za-z0-9]*)*\/?$/;

const badEscape = /%(?![0-9A-Fa-f]{2})/;

/** Decodes the octets for which `wanted` holds, and writes other escapes in upper case. Octets beyond ASCII stay encoded, since no route has them. */
function decode(path: string, wanted: (character: string) => boolean): string {
  return path.replace(/%([0-9A-Fa-f]{2})/g, (escape: string, digits: string) => {
    const code = Number.parseInt(digits, 16);
    const character = String.fromCharCode(code);
    return code < 128 && wanted(character) ? character : escape.toUpperCase();
  });
}

const isUnreserved = (character: string): boolean => /[-._~A-Za-z0-9]/.test(character);
const isReserved = (character: string): boolean => ":/?#[]@!$&'()*+,;=%".includes(character);

/**
 * Merges slashes and resolves dot segments.
 * @param above whether `..` at the root is refused, or stays there
 * @param open whether a dot segment at the end leaves a slash
 * @returns undefined if the path leads above the root and that is refused
 */
function clean(path: string, { above, open }: { above: 'refused' | 'root'; open: boolean }): string | undefined {
  const kept: string[] = [];
  const segments = path.split('/');
  for (const segment of segments) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.pop() === undefined && above === 'refused') return undefined;
  }
  const last = segments[segments.length - 1] ?? '';
  const isOpen = last === '' || (open && (last === '.' || last === '..'));
  return kept.length === 0 ? '/' : `/${kept.join('/')}${isOpen ? '/' : ''}`;
}

/** Reads the path as it was sent: neither specification says that a proxy changes it. */
export const asSent: PathReading = (raw) => (raw === '' ? '/' : raw);

/**
 * Reads the path as nginx does: decodes it once, so that `%2F` separates segments and `%2E%2E` is a dot segment, merges slashes (`merge_slashes` is
 * on by default) and resolves dot segments. nginx refuses `..` above the root, `%00` and half an escape.
 * @see https://github.com/nginx/nginx/blob/release-1.28.0/src/http/ngx_http_parse.c `ngx_http_parse_complex_uri`
 */
export const nginxPath: PathReading = (raw) => {
  if (raw !== '' && plain.test(raw)) return raw;
  if (badEscape.test(raw) || raw.includes('%00')) return undefined;
  const [sent = ''] = raw.split('#', 1);
  return clean(
    decode(sent, () => true),
    { above: 'refused', open: true },
  );
};

/**
 * Reads the path as Traefik does with its defaults: decodes unreserved characters, then resolves dot segments and merges slashes (`sanitizePath`),
 * then decodes all that is not reserved. `%2F` stays, so it separates no segments. Traefik refuses half an escape.
 * @see https://github.com/traefik/traefik/blob/v3.6.12/pkg/server/server_entrypoint_tcp.go `normalizePath`, `sanitizePath`
 * @see https://github.com/traefik/traefik/blob/v3.6.12/pkg/muxer/http/mux.go `withRoutingPath`
 */
export const traefikPath: PathReading = (raw) => {
  if (raw !== '' && plain.test(raw)) return raw;
  if (badEscape.test(raw) || raw.includes('#')) return undefined;
  const cleaned = clean(decode(raw, isUnreserved), { above: 'root', open: false });
  return cleaned === undefined ? undefined : decode(cleaned, (character) => !isReserved(character));
};

/**
 * Reads the path as Envoy Gateway does by default: `%2F` and `%5C` become slashes (Envoy answers such a request with a redirect to that path, so this
 * is where the client arrives), then dot segments are resolved and slashes merged.
 * @see https://github.com/envoyproxy/gateway/blob/v1.9.1/internal/gatewayapi/listener.go `UnescapeAndRedirect`
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/filters/network/http_connection_manager/v3/http_connection_manager.proto
 */
export const envoyPath: PathReading = (raw) => {
  if (raw !== '' && plain.test(raw)) return raw;
  if (raw.includes('%00')) return undefined;
  const slashes = raw.replace(/%2F|%5C|\\/gi, '/');
  return clean(decode(slashes, isUnreserved), { above: 'root', open: true });
};

/**
 * The path to which Envoy Gateway redirects by default, with 307, before any route is looked for. A service that is asked for `a%2Fb` gets `a/b`.
 * @returns undefined if it redirects to none
 * @see https://github.com/envoyproxy/gateway/issues/7084
 */
export function envoyRedirect(raw: string): string | undefined {
  return /%(?:2F|5C)/i.test(raw) ? envoyPath(raw) : undefined;
}
