import * as z from 'zod';
import { isDns1035Label, isDnsLabel, isDnsSubdomain } from '../../formats';
import { ingressHostSchema, ingressTlsSchema } from './ingress';
import { inspected, legal } from './legal';
import { ingressAnnotationsSchema } from './mappings';

/** A host with the routes that it alone serves. */
const hostSchema = z.union([
  ingressHostSchema,
  z.strictObject({
    /** The DNS name. */
    host: ingressHostSchema,
    /**
     * The name by which routes of the registry choose this host, such as `admin`. The host then serves no other routes.
     * @default none
     */
    name: legal(z.string(), 'route-feature-invalid', isDns1035Label, (value) => ({
      setting: 'hosts.name',
      value,
      expected: 'a word of lower-case letters, digits and dashes',
    })).optional(),
    /**
     * The services, by registry key, whose routes this host serves. It then serves no other routes, and no other host serves theirs.
     * @default every service
     */
    services: z.array(z.string()).min(1).optional(),
  }),
]);

const objectNameSchema = legal(z.string(), 'route-feature-invalid', isDnsSubdomain, (value) => ({
  setting: 'gateway',
  value,
  expected: 'the name of an object',
}));

const namespaceSchema = legal(z.string(), 'route-feature-invalid', isDnsLabel, (value) => ({
  setting: 'gateway.namespace',
  value,
  expected: 'the name of a namespace',
}));

/** The way in of an environment: the hosts, the objects that say it to the cluster, and the controller that reads them. */
export const routingSchema = inspected(
  z.strictObject({
    /**
     * The objects that hold the routes: Ingresses, or HTTPRoutes of the Gateway API.
     * @default 'ingress'
     */
    target: z.enum(['ingress', 'gateway']).optional(),
    /**
     * The controller that reads them, which decides what else is written: annotations of ingress-nginx, Middlewares of Traefik, policies of Envoy Gateway. `none`: only what the Kubernetes API
     * itself knows.
     * @default 'traefik' if `className` has this word in it, else 'none'
     */
    controller: z.enum(['none', 'nginx', 'traefik', 'envoy-gateway']).optional(),
    /**
     * The IngressClass that serves the routes; with `gateway.emit` the GatewayClass of the Gateway. Required with the target `ingress`.
     * @default none
     */
    className: legal(z.string(), 'ingress-class-invalid', isDnsSubdomain, (className) => ({ className })).optional(),
    /**
     * The Gateway that serves the routes. Required with the target `gateway`.
     * @default none
     */
    gateway: z
      .strictObject({
        /** The name of the Gateway. */
        name: objectNameSchema,
        /**
         * The namespace of the Gateway, whose listeners must let routes of this namespace in. Not with `emit`.
         * @default that of the platform
         */
        namespace: namespaceSchema.optional(),
        /**
         * The name of the listener that serves the routes.
         * @default `https` with `tls`, else `http`
         */
        listener: objectNameSchema.optional(),
        /**
         * The name of the listener that redirects to HTTPS; `false` if the platform team does it for all routes.
         * @default `http` with `tls` outside development
         */
        redirectListener: z.union([objectNameSchema, z.literal(false)]).optional(),
        /**
         * Whether the tree has the Gateway, for a cluster of one's own.
         * @default false: the Gateway is there, and the platform team's
         */
        emit: z.boolean().optional(),
      })
      .optional(),
    /** The hosts of the routes. The first is the address of the product. */
    hosts: z.array(hostSchema).min(1),
    /**
     * TLS. `{}` is TLS with a certificate that the controller, or the Gateway, has by itself. A Gateway of `gateway.emit` has none by itself.
     * @default none: the routes use plain HTTP
     */
    tls: ingressTlsSchema.optional(),
    /**
     * Annotations of the Ingresses, for their controller, over those that Cadastre writes; `false` takes one of these away. Annotations that make the checks of routes wrong, or put text into
     * the configuration of the proxy, are refused.
     * @default {}
     */
    annotations: ingressAnnotationsSchema('routing.annotations').optional(),
    /**
     * Whether ingress-nginx may be used outside development, although nobody mends its faults any more.
     * @default false
     */
    acceptEndOfLife: z.boolean().optional(),
  }),
  ({ target = 'ingress', className, gateway, controller, tls, annotations }, report) => {
    if (target === 'ingress' && className === undefined) report('routing-incomplete', { target, field: 'className' });
    if (target === 'gateway' && gateway === undefined) report('routing-incomplete', { target, field: 'gateway' });
    if (target === 'gateway' && gateway?.emit === true && className === undefined)
      report('routing-incomplete', { target, field: 'className' });
    if (target === 'gateway' && gateway?.emit === true && tls !== undefined && tls.secretName === undefined && tls.issuer === undefined)
      report('routing-incomplete', { target, field: 'tls.secretName' });
    if (gateway?.emit === true && gateway.namespace !== undefined)
      report('route-fields-exclude', { field: 'namespace', other: 'emit' }, { path: ['gateway', 'namespace'], key: true });
    if (target === 'gateway' && annotations !== undefined)
      report('route-fields-exclude', { field: 'annotations', other: 'target: gateway' }, { path: ['annotations'], key: true });
    if ((target === 'gateway' && controller === 'nginx') || (target === 'ingress' && controller === 'envoy-gateway'))
      report('routing-controller-unfit', { target, controller }, { path: ['controller'] });
  },
);
