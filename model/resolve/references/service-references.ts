import { type ParsedService, portReferenceFields, type ServiceKind, serviceReferenceFields } from '../../../registry/schema';
import { placeUnder } from '../../origin';
import { isCalled, type ServicePort } from '../../platform';
import { resolvePorts } from '../ports';
import { absent, plainly, type Referred } from './referred';

/** A service that a reference leads to. */
export interface ReferredService {
  /** As messages name it. */
  readonly key: string;
  readonly kind: ServiceKind;
  /** The DNS name by which pods of the product reach it. */
  readonly host: string;
  readonly ports: readonly ServicePort[];
  /** Whether another finding says so if it lacks the port that it has to have. */
  readonly reported: boolean;
}

/** A service of the product, by its entry. */
export function ofEntry(key: string, entry: ParsedService): ReferredService {
  const { ports } = resolvePorts(entry, placeUnder({ file: '', path: [] }, key));
  return { key, kind: entry.kind ?? 'service', host: entry.hostname ?? key, ports, reported: true };
}

/** `ports`, the name of a port, and a field of it. */
const portPath = /^ports\.([^.]+)\.(.+)$/;

/**
 * Looks up what is said of a service.
 * @param path the rest of the reference, such as `url` or `ports.admin.port`
 * @param before what stands before it, for a hint
 */
export function referToService(service: ReferredService, path: string, before: string): Referred {
  const { key, host, ports } = service;
  const [, name, field] = portPath.exec(path) ?? [];
  if (name === undefined || field === undefined) {
    if (path === 'host') return calledOnly(service) ?? plainly(host);
    if (!isOneOf(serviceReferenceFields, path)) return { kind: 'unknown', before, name: path, after: '', names: serviceReferenceFields };
    const own = ports.find((port) => port.field === 'port');
    if (own === undefined) return isCalled(service) && service.reported ? { kind: 'reported' } : absent(noPort(key));
    return path === 'port' ? plainly(own.port) : (calledOnly(service) ?? plainly(at(host, own, path)));
  }
  const port = ports.find((candidate) => candidate.name === name);
  if (port === undefined)
    return ports.length === 0
      ? absent(noPort(key))
      : { kind: 'unknown', before: `${before}ports.`, name, after: `.${field}`, names: ports.map((candidate) => candidate.name) };
  if (!isOneOf(portReferenceFields, field))
    return { kind: 'unknown', before: `${before}ports.${name}.`, name: field, after: '', names: portReferenceFields };
  return field === 'port' ? plainly(port.port) : (calledOnly(service) ?? plainly(at(host, port, field)));
}

function noPort(key: string): string {
  return `\`${key}\` listens on no port`;
}

/** There is no Kubernetes Service for what nothing calls. */
function calledOnly({ key, kind }: ReferredService): Referred | undefined {
  return isCalled({ kind }) ? undefined : absent(`nothing can call \`${key}\`, whose kind is \`${kind}\``);
}

/** The start of a URL by the protocol of its port. Clients of gRPC take `http` for a connection without TLS. */
const schemes = { http: 'http', h2c: 'http', grpc: 'http', tcp: 'tcp', udp: 'udp' } as const;

function at(hostname: string, { port, protocol }: ServicePort, field: 'host' | 'address' | 'url' | 'port'): string {
  return field === 'url' ? `${schemes[protocol]}://${hostname}:${port}` : `${hostname}:${port}`;
}

function isOneOf<T extends string>(names: readonly T[], name: string): name is T {
  return (names as readonly string[]).includes(name);
}
