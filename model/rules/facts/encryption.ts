import { backingKinds, kindOf } from '../../backing';
import { type BackingService, isEncrypted, type Platform } from '../../platform';
import type { Target } from './endpoints';
import type { UrlUse } from './url-use';
import { notShown } from './variables';

/** An address that does not fit to the TLS of the thing that it leads to. */
export interface EncryptionFlaw {
  /** Whether the connection fails, or is made without encryption. */
  readonly effect: 'fails' | 'unencrypted';
  /** What the address says of TLS. */
  readonly says: 'tls' | 'plain' | 'nothing';
  /** The thing in the words of people: `PostgreSQL`, the key of a service, or a host. */
  readonly called: string;
  /** Whether it is a backing service. */
  readonly isServer: boolean;
  /** The port of a service or server; undefined if it is not known. */
  readonly port: number | undefined;
  /** The scheme that fits; undefined if no scheme says it. */
  readonly scheme: string | undefined;
  /** The reference whose value follows the TLS of the server; undefined if there is none. */
  readonly reference: string | undefined;
}

/** Finds the flaw of an address; undefined if there is none. */
export type FindFlaw = (use: UrlUse) => EncryptionFlaw | undefined;

/** The scheme with TLS of each scheme without. */
const encryptedSchemes: ReadonlyMap<string, string> = new Map([
  ['http', 'https'],
  ['ws', 'wss'],
  ['mqtt', 'mqtts'],
  ['ldap', 'ldaps'],
  ...Object.values(backingKinds).flatMap(({ schemes }) =>
    Object.keys(schemes).flatMap((scheme): [string, string][] => (`${scheme}s` in schemes ? [[scheme, `${scheme}s`]] : [])),
  ),
]);

const plainSchemes: ReadonlyMap<string, string> = new Map([...encryptedSchemes].map(([plain, encrypted]) => [encrypted, plain]));

/** The ports on which only one of two schemes is spoken, by that scheme. */
const wellKnownPorts: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
  amqp: 5672,
  amqps: 5671,
  mqtt: 1883,
  mqtts: 8883,
  ldap: 389,
  ldaps: 636,
};

/** Prepares the look-up of flaws in the encryption of addresses, with the servers of a platform by host and port. */
export function flawFinder({ backing }: Pick<Platform, 'backing'>): FindFlaw {
  const servers = new Map(backing.map((server) => [`${server.host.toLowerCase()}:${server.port}`, server]));
  return (use) => {
    const { target, port } = use;
    if (target.kind === 'backing') {
      const server = servers.get(`${target.endpoint.host.toLowerCase()}:${port ?? ''}`) ?? target.endpoint;
      return server.kind === 'postgres' ? ofDatabase(use, server) : ofServer(use, server);
    }
    return target.kind === 'service' || target.kind === 'neighbour' ? ofService(use, target) : ofWellKnownPort(use);
  };
}

/** Services speak plain HTTP or gRPC; of `tcp` nothing is known. */
function ofService({ scheme, port }: UrlUse, target: Extract<Target, { kind: 'service' | 'neighbour' }>): EncryptionFlaw | undefined {
  const { key, ports } = target.kind === 'service' ? target.service : target.neighbour;
  if (scheme !== 'https' && scheme !== 'wss') return undefined;
  const spoken = ports.filter((listened) => listened.port === port);
  if (spoken.length === 0 || spoken.some(({ protocol }) => protocol === 'tcp' || protocol === 'udp')) return undefined;
  return { effect: 'fails', says: 'tls', called: key, isServer: false, port, scheme: plainSchemes.get(scheme), reference: undefined };
}

function ofWellKnownPort({ scheme, host, port, target }: UrlUse): EncryptionFlaw | undefined {
  if (target.kind !== 'elsewhere' && target.kind !== 'external') return undefined;
  const says = plainSchemes.has(scheme) ? 'tls' : 'plain';
  const other = plainSchemes.get(scheme) ?? encryptedSchemes.get(scheme);
  if (other === undefined || wellKnownPorts[other] === undefined || wellKnownPorts[other] !== port) return undefined;
  if (host === notShown || !/^[a-z0-9.-]+$/.test(host)) return undefined;
  return { effect: 'fails', says, called: host, isServer: false, port, scheme: other, reference: undefined };
}

function ofServer(use: UrlUse, server: BackingService): EncryptionFlaw | undefined {
  const { scheme, port, variable } = use;
  const { label, schemes } = kindOf(server);
  const says = plainSchemes.has(scheme) || saysOfTls(variable.value) === 'tls' ? 'tls' : 'plain';
  const other = plainSchemes.get(scheme) ?? encryptedSchemes.get(scheme);
  if (!(scheme in schemes) || other === undefined || (says === 'tls') === isEncrypted(server)) return undefined;
  const found = {
    says,
    called: label,
    isServer: true,
    port,
    scheme: variable.value.includes('://') ? other : undefined,
    reference: `${server.kind}.url`,
  } as const;
  if (port === server.port) return { effect: 'fails', ...found };
  return says === 'tls' ? undefined : { effect: 'unencrypted', ...found };
}

/** PostgreSQL has one port for both, so the parameters say which. A server elsewhere whose overlay says nothing of TLS may have it. */
function ofDatabase({ scheme, variable, port }: UrlUse, server: BackingService): EncryptionFlaw | undefined {
  if (!/^postgres(?:ql)?(?:\+[a-z0-9]+)?$/.test(scheme)) return undefined;
  const says = saysOfTls(variable.value);
  const reference = variable.service.database?.server === server ? 'database.url' : undefined;
  const found = { says, called: kindOf(server).label, isServer: true, port: port ?? server.port, scheme: undefined, reference };
  if (!isEncrypted(server)) return says === 'tls' && server.inCluster !== undefined ? { effect: 'fails', ...found } : undefined;
  if (says === 'tls' || (says === 'nothing' && isAboutTls(variable.service))) return undefined;
  return { effect: 'unencrypted', ...found };
}

/** A parameter of a URL, or a keyword of a connection string, about TLS. */
const parameters = /(?:[?&;,\s]|^)(?:ssl[ _]?mode|ssl|tls|sslaccept|sslrootcert|root certificate)\s*=\s*'?([^&;,\s']*)/gi;

const plainWords: ReadonlySet<string> = new Set(['disable', 'allow', 'prefer', 'false', 'off', 'no', '0', 'none']);

/** What the parameters of an address say of TLS. A client that may go without does so where somebody on the way wants it. */
function saysOfTls(value: string): EncryptionFlaw['says'] {
  const words = [...value.matchAll(parameters)].map(([, word = '']) => word.toLowerCase());
  if (words.length === 0) return 'nothing';
  return words.some((word) => plainWords.has(word)) ? 'plain' : 'tls';
}

/** Whether a variable of the service is about TLS, such as `PGSSLMODE`: then the address need not be. */
function isAboutTls({ env, config }: UrlUse['variable']['service']): boolean {
  return [...env, ...config].some(({ name, origin }) => origin.layer !== 'built-in' && /SSL|TLS/i.test(name));
}
