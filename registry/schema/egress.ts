import * as z from 'zod';
import { isHostName, isHostPattern, isPortNumber } from '../../formats';
import { legal } from './legal';

/** What a port outside is called over, in the words of the Kubernetes API. */
export const transportSchema = z.enum(['TCP', 'UDP']);

/** The endpoints outside the platform that a service calls. */
export const egressSchema = z.array(
  z.strictObject({
    /** The DNS name of the endpoint, such as `api.stripe.com`; `*.s3.amazonaws.com` stands for every name with one label in front. */
    host: legal(
      z.string(),
      'egress-invalid',
      // A name without a dot would be looked up in the namespace.
      (host) => (isHostName(host) && host.includes('.')) || isHostPattern(host),
      (value) => ({ what: 'host', value }),
    ),
    /**
     * Its port.
     * @default 443
     */
    port: legal(z.number(), 'egress-invalid', isPortNumber, (port) => ({ what: 'port', value: String(port) })).optional(),
    /**
     * What the port is called over.
     * @default 'TCP'
     */
    protocol: transportSchema.optional(),
  }),
);
