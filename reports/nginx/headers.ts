import type { Blueprint } from '../../model';

/** The headers that services get. A location that sets one of its own has to set all of them again. */
export type ProxyHeaders = (own?: Readonly<Record<string, string>>) => string[];

/**
 * The headers that nginx sends to services. What a client says about itself is replaced: neither its address nor who is logged in can be made up.
 * @param exposures all of them, since the headers of a login are taken away from requests that need none, too
 */
export function proxyHeaders({ exposures }: Pick<Blueprint, 'exposures'>, hasTrustedProxies: boolean): ProxyHeaders {
  const ofLogin = new Set(exposures.flatMap(({ auth }) => (auth?.kind === 'forward' ? auth.headers : [])));
  const usual = {
    Host: '$host',
    // WebSockets alone: a service that answers `h2c` would make a tunnel to all of its paths, past routes and logins.
    Upgrade: '$upgrade',
    // A request that upgrades nothing must not say `close`, or no connection would stay open.
    Connection: '$connection_upgrade',
    Forwarded: '""',
    'X-Real-IP': '$remote_addr',
    'X-Forwarded-For': '$remote_addr',
    'X-Forwarded-Host': '$host',
    'X-Forwarded-Port': hasTrustedProxies ? '$forwarded_port' : '$server_port',
    'X-Forwarded-Proto': hasTrustedProxies ? '$forwarded_proto' : '$scheme',
    'X-Forwarded-Prefix': '""',
    ...Object.fromEntries([...ofLogin].map((name) => [name, '""'])),
  };
  return (own = {}) => Object.entries({ ...usual, ...own }).map(([name, value]) => `proxy_set_header ${name} ${value}`);
}
