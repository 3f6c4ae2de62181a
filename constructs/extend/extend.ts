import type { Chart } from 'cdk8s';
import type { Blueprint } from '../../model/blueprint';
import type { Platform } from '../../model/platform';

/** The context of an extension. */
export interface ExtensionContext {
  /** The chart that the constructs belong to. Objects get the namespace of the platform from it, and names that begin with the product's. */
  readonly chart: Chart;
  /** The platform with all values and their origins. */
  readonly platform: Platform;
  /** All that Cadastre makes of the platform: workloads, ports, Secrets and names. */
  readonly blueprint: Blueprint;
}

/** Adds constructs to the tree of a platform. It runs once for each environment, more than once in all, and gives the same each time. */
export type Extension = (context: ExtensionContext) => void;

/**
 * Types the extension of a product, `registry/<product>/extend.ts`.
 * @returns the same function
 */
export function extend(extension: Extension): Extension {
  return extension;
}
