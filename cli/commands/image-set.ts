import { existsSync, readFileSync } from 'node:fs';
import { compile, imageLockFile, type ImageReference, originOf, type Platform } from '../../model';
import { didYouMean } from '../did-you-mean';
import { editImageLock, type ImagePin } from '../edit-image-lock';
import { exitCode } from '../exit-code';
import { type ImageChange, parseImageChange } from '../image-change';
import { loadProducts, type Selection } from '../load-products';
import { reportFindings } from '../report-findings';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import { writeFileAtomically } from '../write-file';

/** The options of `cadastre image set`. */
export interface ImageSetOptions extends Pick<Selection, 'registryTimeout'> {
  readonly registry: string;
  readonly product: string;
  readonly environment: string;
}

/**
 * Pins the images of services in the image lock of one environment: all that are named, or none. The file is not touched when it says so already.
 * @param images each `<service>=<reference>`
 * @returns the exit code
 * @throws UsageError when one of them cannot be set
 */
export async function imageSet(images: readonly string[], options: ImageSetOptions, terminal: Terminal): Promise<number> {
  const changes = images.map(parseImageChange);
  const { platforms, diagnostics } = compile(await loadProducts(options));
  const platform = platforms[0]?.platform;
  // Findings about the platform do not matter here: what is missing may be what is being set.
  if (platform === undefined) {
    reportFindings(diagnostics, 'text', 'nothing was written', terminal);
    return exitCode.findings;
  }
  const file = imageLockFile(platform.sources.overlay.file);
  const pinned = uniqueServices(changes).map((change) => planPin(change, platform, file));
  const changed = pinned.filter((plan) => plan.changed);
  if (changed.length > 0) {
    const source = existsSync(file) ? readFileSync(file, 'utf8') : headingOf(platform);
    writeFileAtomically(file, editImageLock(source, new Map(changed.map(({ service, pin }) => [service, pin]))));
  }
  terminal.out(pinned.map((plan) => lineOf(plan, file)).join(''));
  return exitCode.clean;
}

interface PlannedPin {
  readonly service: string;
  /** The image before the change, from the lock or the overlay. */
  readonly before: ImageReference;
  readonly pin: ImagePin;
  /** Whether the lock says something else so far, or nothing. */
  readonly changed: boolean;
}

function uniqueServices(changes: readonly ImageChange[]): readonly ImageChange[] {
  const seen = new Set<string>();
  for (const { service } of changes) {
    if (seen.has(service)) throw new UsageError(`\`${service}\` is named twice`);
    seen.add(service);
  }
  return changes;
}

function planPin(change: ImageChange, platform: Platform, file: string): PlannedPin {
  const { services, product, sources } = platform;
  const { service: key, repository } = change;
  const service = services.find((candidate) => candidate.key === key);
  if (service === undefined)
    throw new UsageError(
      `\`${product}\` has no service \`${key}\`${didYouMean(
        key,
        services.map((candidate) => candidate.key),
      )}`,
    );
  const { image: before } = service;
  if (repository !== undefined && repository !== before.repository) {
    throw new UsageError(`\`${repository}\` is not the image of \`${key}\`, which is \`${before.repository}\``);
  }
  if (pinnedInOverlay(platform, key)) {
    throw new UsageError(`\`${key}\` is pinned under \`images.services\` of ${sources.overlay.file}: take it out there first`);
  }
  const tag = change.tag ?? before.tag;
  if (tag === undefined || tag === 'latest')
    throw new UsageError(`\`${key}\` has no tag that a digest could stand beside: name both, as in \`${key}=1.4.2@sha256:…\``);
  // The digest of another tag would name another image.
  const digest = change.digest ?? (tag === before.tag ? before.digest : undefined);
  const locked = originOf(platform, 'services', key, 'image', 'tag').place.file === file;
  return { service: key, before, pin: { tag, digest }, changed: !locked || tag !== before.tag || digest !== before.digest };
}

function pinnedInOverlay(platform: Platform, key: string): boolean {
  const pins = (['tag', 'digest'] as const).map((part) => originOf(platform, 'services', key, 'image', part));
  return pins.some(({ place: { file, path } }) => file === platform.sources.overlay.file && path[0] === 'images' && path[1] === 'services');
}

function headingOf({ product, environment }: Platform): string {
  return `# The builds that ${environment} runs, edited by: cadastre image set <service>=<tag>@<digest> -p ${product} -e ${environment}\n`;
}

function lineOf({ service, before, pin, changed }: PlannedPin, file: string): string {
  const [from, to] = [inShort(before), inShort(pin)];
  if (!changed) return `${service}: ${to}, unchanged\n`;
  return from === to ? `${service}: ${to}, now pinned (${file})\n` : `${service}: ${from} -> ${to} (${file})\n`;
}

/** A tag, and as much of the digest as people compare. */
function inShort({ tag = 'no tag', digest }: Pick<ImageReference, 'tag' | 'digest'>): string {
  if (digest === undefined) return tag;
  const [algorithm, digits = ''] = digest.split(':');
  return `${tag}@${algorithm}:${digits.slice(0, 12)}`;
}
