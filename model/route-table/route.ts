/** The value that a header or a query parameter must have. */
export interface Condition {
  readonly name: string;
  readonly value: string;
}

/** A route as the table has it. A path is one that `isRoutePath()` accepts. */
export interface TableRoute {
  /** Names the route; unique in a table. */
  readonly id: string;
  /** Who answers. */
  readonly backend: string;
  /** A DNS name in lower case, `*.example.com` for the names under it, or the empty text for any. */
  readonly host: string;
  readonly path: string;
  readonly match: 'prefix' | 'exact';
  /** In upper case; all methods if undefined. */
  readonly methods: readonly string[] | undefined;
  /** All of them must hold; only the dialects of the Gateway API have them. */
  readonly headers?: readonly Condition[];
  /** All of them must hold; only the dialects of the Gateway API have them. */
  readonly query?: readonly Condition[];
}

/** A request, as the client sends it. */
export interface TableRequest {
  /** In upper case. */
  readonly method: string;
  /** The `Host` header; a port and upper case count for nothing. */
  readonly host: string;
  /** The raw path, without query: nothing is decoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

/** Who answers a request. */
export interface Answer {
  /** `refused`: the proxy answers 400, because it cannot read the path; `nobody`: no route matches, which is a 404. */
  readonly outcome: 'route' | 'nobody' | 'refused';
  readonly route: TableRoute | undefined;
  /** Routes that match as well, between which and `route` no rule of the dialect decides; `route` is the first of them in the table. */
  readonly tied: readonly TableRoute[];
}
