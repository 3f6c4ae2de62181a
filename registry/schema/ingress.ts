import * as z from 'zod';
import { isDnsSubdomain, isIngressHost } from '../../formats';
import { legal } from './legal';
import { secretNameSchema } from './values';

/** The host of an Ingress. */
export const ingressHostSchema = legal(z.string(), 'ingress-host-invalid', isIngressHost, (host) => ({ host }));

/** The Ingress of an environment. */
export const ingressSchema = z.strictObject({
  /** The IngressClass that serves the routes. */
  className: legal(z.string(), 'ingress-class-invalid', isDnsSubdomain, (className) => ({ className })),
  /** The DNS name of the routes. */
  host: ingressHostSchema,
  /**
   * The TLS certificate.
   * @default none: the routes use plain HTTP
   */
  tls: z
    .strictObject({
      /** The Secret of type `kubernetes.io/tls` with the certificate. */
      secretName: secretNameSchema,
    })
    .optional(),
});
