import type { Target } from './endpoints';
import type { PlainVariable } from './variables';

/** A URL, or an address without a scheme, in the value of an environment variable. */
export interface UrlUse {
  readonly variable: PlainVariable;
  /** Without the colon, in lower case; empty for an address without one. */
  readonly scheme: string;
  /** In lower case, without the brackets of an IPv6 address. */
  readonly host: string;
  /** Unknown when the URL has none and its scheme is not known. */
  readonly port: number | undefined;
  /** Whether the port follows from the scheme alone. */
  readonly portImplied: boolean;
  /** Without query and fragment; `/` or empty when there is none. */
  readonly path: string;
  readonly target: Target;
}
