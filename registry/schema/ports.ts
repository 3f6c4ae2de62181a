import * as z from 'zod';
import { isPortName, isPortNumber } from '../../formats';
import { inspected, legal } from './legal';

/** The protocol that is spoken over a port. */
export const protocolSchema = z.enum(['http', 'h2c', 'grpc', 'tcp', 'udp']);

/** The protocol that is spoken over a port. */
export type Protocol = z.output<typeof protocolSchema>;

/** A port of a service. */
export const portSchema = legal(z.number(), 'port-invalid', isPortNumber, (port) => ({ port }));

/** Further ports of a service, by name. */
export const portsSchema = inspected(
  z.record(
    z.string(),
    z.strictObject({
      /** The port on which the service listens and to which callers connect. */
      port: portSchema,
      /**
       * The protocol that is spoken over the port.
       * @default 'http'
       */
      protocol: protocolSchema.optional(),
      /**
       * Whether the port is the one of the metrics, and of nothing else. At most one port can be.
       * @default false
       */
      metrics: z.boolean().optional(),
    }),
  ),
  (ports, report) => {
    for (const name of Object.keys(ports)) if (!isPortName(name)) report('port-name-invalid', { name }, { path: [name], key: true });
  },
);
