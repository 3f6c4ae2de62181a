import * as z from 'zod';
import { isDnsSubdomain, isIngressHost } from '../../formats';
import { legal } from './legal';
import { ingressAnnotationsSchema } from './mappings';
import { issuerNameSchema, secretNameSchema } from './values';

/** The host of an Ingress. */
export const ingressHostSchema = legal(z.string(), 'ingress-host-invalid', isIngressHost, (host) => ({ host }));

/** TLS of an Ingress. */
export const ingressTlsSchema = z.strictObject({
  /**
   * The Secret of type `kubernetes.io/tls` with the certificate.
   * @default `<product>-tls` with an `issuer`, else none: the controller's own certificate
   */
  secretName: secretNameSchema.optional(),
  /**
   * The issuer from which cert-manager gets the certificate. It writes the Secret.
   * @default none: the Secret has to be there
   * @see https://cert-manager.io/docs/usage/ingress/
   */
  issuer: z
    .strictObject({
      /** The name of the issuer. */
      name: issuerNameSchema,
      /**
       * Whether the issuer belongs to the namespace or to the cluster.
       * @default 'Issuer', as in cert-manager
       */
      kind: z.enum(['Issuer', 'ClusterIssuer']).optional(),
    })
    .optional(),
});

/** The Ingress of an environment. */
export const ingressSchema = z.strictObject({
  /** The IngressClass that serves the routes. */
  className: legal(z.string(), 'ingress-class-invalid', isDnsSubdomain, (className) => ({ className })),
  /** The DNS name of the routes. */
  host: ingressHostSchema,
  /**
   * TLS. `{}` is TLS with a certificate that the controller has by itself.
   * @default none: the routes use plain HTTP
   */
  tls: ingressTlsSchema.optional(),
  /**
   * Annotations of the Ingresses, for their controller, over those that Cadastre writes for its class; `false` takes one of these away. Annotations that make the checks of routes wrong, or put
   * text into the configuration of the proxy, are refused.
   * @default {}
   */
  annotations: ingressAnnotationsSchema('ingress.annotations').optional(),
});
