import type { Route, Service } from '../platform';

/** What is spoken at the port of a route, as far as a proxy has to be told of it: of HTTP/1.1 it need not. */
export function backendProtocolOf({ port }: Pick<Route, 'port'>, { ports }: Pick<Service, 'ports'>): 'h2c' | 'grpc' | undefined {
  const protocol = ports.find(({ name }) => name === port)?.protocol;
  return protocol === 'h2c' || protocol === 'grpc' ? protocol : undefined;
}
