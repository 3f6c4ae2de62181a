import { credentialInValue, isImageTag } from '../formats';
import type { CompiledPlatform } from '../model';
import { UsageError } from './usage-error';

/** The part of a command's options that says which build of the services runs in development. */
export interface TagOption {
  /**
   * The tag of services that have none of their own, in place of the overlay's `images.tag`, for this run alone.
   * @default the overlay's
   */
  readonly tag?: string | undefined;
}

/** @throws UsageError if a tag is given that no image can have, or that is a credential */
export function expectTag({ tag }: TagOption): void {
  if (tag !== undefined && credentialInValue(tag) !== undefined)
    throw new UsageError('the value of `--tag` is a credential, and a tag stands in the manifests: give the tag of the build');
  if (tag !== undefined && !isImageTag(tag))
    throw new UsageError(
      `\`${tag}\` is not a tag of an image: it has at most 128 letters, digits, \`_\`, \`.\` and \`-\`, and begins with none of the last two`,
    );
}

/**
 * Holds a tag for one run to development and previews: what else runs is said by files that are reviewed.
 * @throws UsageError if a tag is given and an environment is neither for development nor a preview
 */
export function expectDevelopment({ tag }: TagOption, platforms: readonly Pick<CompiledPlatform, 'platform'>[]): void {
  const [other] = platforms.flatMap(({ platform }) => (platform.development || platform.preview !== undefined ? [] : [platform]));
  if (tag === undefined || other === undefined) return;
  const { product, environment } = other;
  throw new UsageError(
    `\`--tag\` is for environments with \`development: true\` and for previews, and \`${environment}\` of \`${product}\` is neither: name one by \`-e\`; ` +
      `the builds of the others are said by \`cadastre image set <service>=${tag} -p ${product} -e ${environment}\``,
  );
}
