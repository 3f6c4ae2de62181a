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
  const changes = uniqueServices(images.map(parseImageChange));
  const planned = await planPins(changes, options, terminal);
  if (planned === undefined) return exitCode.findings;
  if (!planned.pins.some(({ changed }) => changed)) return told(planned, terminal);
  const { withFileLock } = require('../../output') as typeof import('../../output');
  return withFileLock(planned.file, async () => {
    // Another run may have pinned something since: what it wrote is kept, and asked about again.
    const now = sourceOf(planned.file) === planned.source ? planned : await planPins(changes, options, terminal);
    if (now === undefined) return exitCode.findings;
    const changed = now.pins.filter((plan) => plan.changed);
    if (changed.length > 0) {
      const pins = new Map(changed.map(({ service, pin }) => [service, pin]));
      writeFileAtomically(now.file, editImageLock(now.source ?? now.heading, pins));
    }
    return told(now, terminal);
  });
}

/** The pins that are asked for, beside those that are there. */
interface PlannedPins {
  /** The image lock. */
  readonly file: string;
  /** Its text; undefined if there is no such file. */
  readonly source: string | undefined;
  /** The text of a new one. */
  readonly heading: string;
  readonly pins: readonly PlannedPin[];
}

/** @returns undefined if there is no platform, which is reported */
async function planPins(changes: readonly ImageChange[], options: ImageSetOptions, terminal: Terminal): Promise<PlannedPins | undefined> {
  const { platforms, diagnostics } = compile(await loadProducts(options));
  const platform = platforms[0]?.platform;
  // Findings about the platform do not matter here: what is missing may be what is being set.
  if (platform === undefined) {
    reportFindings(diagnostics, 'text', 'nothing was written', terminal);
    return undefined;
  }
  const file = imageLockFile(platform.sources.overlay.file);
  const pins = changes.map((change) => planPin(change, platform, file));
  return { file, source: sourceOf(file), heading: headingOf(platform), pins };
}

function sourceOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function told({ pins, file }: PlannedPins, terminal: Terminal): number {
  terminal.out(pins.map((plan) => lineOf(plan, file)).join(''));
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
