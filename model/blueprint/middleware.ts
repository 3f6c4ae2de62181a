/** Something that Traefik does for the requests of an exposure, as an object of its own. */
export interface Middleware {
  /** The name of the object. */
  readonly name: string;
  /** The file of the object: what is the same for all routes stands once. */
  readonly file: string;
  readonly does: MiddlewareTask;
}

/** What a Middleware does. */
export type MiddlewareTask =
  | {
      readonly kind: 'cross-origin';
      readonly origins: readonly string[];
      /** Origins as regular expressions, where all names under one may send requests. */
      readonly originPatterns: readonly string[];
      readonly methods: readonly string[];
      readonly headers: readonly string[];
      readonly exposeHeaders: readonly string[];
      readonly credentials: boolean;
      readonly maxAgeSeconds: number;
    }
  | { readonly kind: 'drop-headers'; readonly headers: readonly string[] }
  | {
      readonly kind: 'rate-limit';
      readonly requests: number;
      readonly per: 'second' | 'minute' | 'hour';
      readonly burst: number;
      /** The addresses of proxies in front, which are not the client. */
      readonly proxies: readonly string[];
    }
  | { readonly kind: 'parallel-limit'; readonly amount: number }
  | { readonly kind: 'login'; readonly address: string; readonly headers: readonly string[] }
  | { readonly kind: 'circuit-breaker'; readonly errorPercent: number }
  | { readonly kind: 'body-limit'; readonly bytes: number }
  | { readonly kind: 'retry'; readonly attempts: number }
  | { readonly kind: 'strip-path'; readonly prefixes: readonly string[] }
  | { readonly kind: 'add-path'; readonly prefix: string }
  | { readonly kind: 'redirect-https' };
