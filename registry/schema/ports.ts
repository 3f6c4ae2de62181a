import * as z from 'zod';

/** The protocol that is spoken over a port. */
export const protocolSchema = z.enum(['http', 'h2c', 'grpc', 'tcp', 'udp']);

/** The protocol that is spoken over a port. */
export type Protocol = z.output<typeof protocolSchema>;

/** Further ports of a service, by name. */
export const portsSchema = z.record(
  z.string(),
  z.strictObject({
    /** The port on which the service listens and to which callers connect. */
    port: z.number(),
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
);
