import type { Platform } from './platform';

/**
 * Refuses what is no platform: a program in JavaScript may call with anything.
 * @param name the name of the function that was called
 * @throws TypeError
 */
export function expectPlatform(name: string, platform: Platform): void {
  if (!Array.isArray((Object(platform) as Partial<Platform>).services))
    throw new TypeError(`\`${name}()\` takes a platform, such as \`platform\` of one of the \`platforms\` of \`compile()\``);
}
