import * as z from 'zod';
import { isDns1035Label, isHeaderName, isIpBlock, isProbePath, isWebAddress } from '../../formats';
import { inspected, legal } from './legal';
import { eachOnce, mostHeaderCharacters, routeFeatureFields } from './route-features';

/** Headers by which HTTP itself, proxies or the login work. */
const otherHeaders: ReadonlySet<string> = new Set(
  (
    'authorization connection content-encoding content-length content-type cookie expect forwarded host http2-settings keep-alive origin te trailer transfer-encoding upgrade x-real-ip ' +
    'access-control-request-headers access-control-request-method'
  ).split(' '),
);

/** Whether a header can say who has logged in: the edge takes it away from requests before it asks for the login. */
function isLoginHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return isHeaderName(name) && name.length <= mostHeaderCharacters && !otherHeaders.has(lower) && !/^(?:x-forwarded|proxy)-/.test(lower);
}

const loginHeaderExpected = 'the name of a header that says who has logged in, such as `X-User-Id`';

/** The most headers that an HTTPRoute can take away from requests. */
const mostLoginHeaders = 16;

const headersSchema = eachOnce(
  'auth.headers',
  z.array(
    legal(z.string(), 'route-feature-invalid', isLoginHeader, (value) => ({
      setting: 'auth.headers',
      value,
      expected: loginHeaderExpected,
    })),
  ),
  mostLoginHeaders,
);

/** The headers of a token's claims, by name. */
const claimsSchema = inspected(z.record(z.string(), z.string()), (claims, report) => {
  const setting = 'auth.jwt.headers';
  const seen = new Set<string>();
  for (const [index, [name, claim]] of Object.entries(claims).entries()) {
    const form = name.toLowerCase();
    const expected = !isLoginHeader(name)
      ? loginHeaderExpected
      : seen.has(form)
        ? 'each of them once'
        : index === mostLoginHeaders
          ? `at most ${mostLoginHeaders} of them`
          : undefined;
    if (expected !== undefined) report('route-feature-invalid', { setting, value: name, expected }, { path: [name], key: true });
    if (!/^[!-~]+$/.test(claim))
      report('route-feature-invalid', { setting, value: claim, expected: 'the name of a claim, such as `sub`' }, { path: [name] });
    seen.add(form);
  }
});

/** The longest address, and the most audiences, that Envoy Gateway takes. */
const mostAddressCharacters = 253;
const mostAudiences = 8;

const webAddress = (setting: string) =>
  legal(
    z.string(),
    'route-feature-invalid',
    (value) => value.length <= mostAddressCharacters && isWebAddress(value),
    (value) => ({
      setting,
      value,
      expected: 'an address such as `https://login.example.com/keys`',
    }),
  );

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
      audiences: eachOnce(
        'auth.jwt.audiences',
        z
          .array(
            legal(
              z.string(),
              'route-feature-invalid',
              (value) => /^[ -~]*[!-~][ -~]*$/.test(value),
              (value) => ({ setting: 'auth.jwt.audiences', value, expected: 'the name of an audience' }),
            ),
          )
          .min(1),
        mostAudiences,
      ).optional(),
      /**
       * The headers that the service of the route gets, each with the claim that it holds, such as `X-User-Id: sub`. Those that a client sends are taken away.
       * @default {}
       */
      headers: claimsSchema.optional(),
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
