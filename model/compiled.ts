import type { Blueprint, DevelopmentCredentials } from './blueprint';
import { designPlatform } from './design';
import type { Platform } from './platform';
import { developmentCredentials } from './secrets';

/** A platform with everything that was derived from it. */
export interface CompiledPlatform {
  readonly platform: Platform;
  readonly blueprint: Blueprint;
  /** Undefined unless the environment's Secrets are derived from a development seed. */
  readonly credentials: DevelopmentCredentials | undefined;
}

/** Derives all that follows from a platform. */
export function withBlueprint(platform: Platform): CompiledPlatform {
  const blueprint = designPlatform(platform);
  return { platform, blueprint, credentials: developmentCredentials(platform, blueprint.references) };
}
