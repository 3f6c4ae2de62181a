import * as z from 'zod';
import { isDns1035Label, isHeaderName, isIpBlock, isProbePath, isWebAddress } from '../../formats';
import { legal } from './legal';
import { routeFeatureFields } from './route-features';

const headersSchema = z.array(
  legal(z.string(), 'route-feature-invalid', isHeaderName, (value) => ({
    setting: 'auth.headers',
    value,
    expected: 'the name of a header',
  })),
);

const webAddress = (setting: string) =>
  legal(z.string(), 'route-feature-invalid', isWebAddress, (value) => ({
    setting,
    value,
    expected: 'an address such as `https://login.example.com/keys`',
  }));

/** Who finds out whether a request has a login. */
const authSchema = z.union([
  z.literal('services'),
  z.strictObject({
    /** Asks a service for each request: an answer of 200 to 299 lets it through, any other is what the client gets. */
    forward: z.strictObject({
      /** The service, by its registry key. */
      service: legal(z.string(), 'hostname-invalid', isDns1035Label, (hostname) => ({ hostname, suggestion: undefined })),
      /** The path at which it is asked, such as `/api/v1/auth/verify`. */
      path: legal(z.string(), 'route-feature-invalid', isProbePath, (value) => ({
        setting: 'auth.forward.path',
        value,
        expected: 'a path such as `/api/v1/auth/verify`',
      })),
      /**
       * The headers of its answer that the service of the route gets, such as `X-User-Id`. Those that a client sends are taken away.
       * @default []
       */
      headers: headersSchema.optional(),
    }),
  }),
  z.strictObject({
    /** Checks the JSON Web Token in `Authorization: Bearer`. */
    jwt: z.strictObject({
      /** The `iss` of the tokens. */
      issuer: webAddress('auth.jwt.issuer'),
      /** The address of the issuer's keys, a JSON Web Key Set. */
      jwks: webAddress('auth.jwt.jwks'),
      /**
       * The values of `aud` of which a token must have one.
       * @default any
       */
      audiences: z.array(z.string()).min(1).optional(),
      /**
       * The headers that the service of the route gets, each with the claim that it holds, such as `X-User-Id: sub`. Those that a client sends are taken away.
       * @default {}
       */
      headers: z.record(z.string(), z.string()).optional(),
    }),
  }),
]);

/** What the edge does for the routes of a product. */
export const gatewaySchema = z.strictObject({
  /**
   * Who finds out whether a request has a login. `services`: each service by itself. With `forward` and `jwt` every route asks for one that is not `public`.
   * @default 'services'
   */
  auth: authSchema.optional(),
  /**
   * The addresses of proxies in front of the edge, such as those of a CDN, as CIDR. The client of a request is then the address that they say, and a rate limit counts that one.
   * @default []: the client is who opens the connection
   */
  trustedProxies: z
    .array(
      legal(z.string(), 'route-feature-invalid', isIpBlock, (value) => ({
        setting: 'trustedProxies',
        value,
        expected: 'a block of addresses such as `173.245.48.0/20`',
      })),
    )
    .optional(),
  ...routeFeatureFields,
});
