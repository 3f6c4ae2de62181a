import type { BackingService, KubernetesObject } from '../model';
import { sha256 } from '../model/blueprint';
import { mappingOf, textOf } from '../model/objects/mappings';
import { placeOf } from '../model/origin';
import type { DevelopmentSecretsProvider } from '../model/platform';
import { developmentSeed } from '../model/secrets';
import type { Comparison } from './comparison';
import { titleOf, valueAt } from './objects';
import { serverOf } from './places';
import { planRule } from './rule';

/** Reports servers in the cluster whose passwords are those of another development seed. */
export const upgradeSeed = planRule('upgrade-seed', (comparison, report) => {
  const { platform, now } = comparison;
  const provider = platform.secretProvider;
  if (provider.provider !== 'development') return;
  const before = seedBefore(comparison);
  if (before === undefined) return;
  const added = secretsAddedSince(before, provider);
  for (const object of now) {
    const server = object.kind === 'StatefulSet' ? serverOf(comparison, object) : undefined;
    const secret = server && secretOf(server);
    if (secret !== undefined && added?.has(secret) !== false) report({ object: titleOf(object) }, placeOf(platform, 'secrets', 'seed'));
  }
});

/** The Secret that a server takes its password from when it makes its data; undefined if it reads one whenever it starts, as a Redis does. */
function secretOf(server: BackingService): string | undefined {
  if (server.kind === 'rabbitmq') return server.secret;
  return server.kind === 'postgres' && server.provisioning.by === 'init-job' ? server.provisioning.adminSecret : undefined;
}

/**
 * Tells the checksum of the seed of before. The seed itself is in no manifest. All pods that read a development Secret have one checksum, which is that of the seed:
 * where all of them have another one than before, so has the seed.
 * @returns undefined if it is the seed of now, or if nothing tells
 */
function seedBefore({ pairs }: Comparison): string | undefined {
  const sums = pairs
    .map(({ before, now }) => [checksumOf(before), checksumOf(now)] as const)
    .filter(([was, is]) => was !== undefined && is !== undefined);
  const [first] = sums;
  return first !== undefined && first[0] !== first[1] && sums.every(([was, is]) => was === first[0] && is === first[1])
    ? first[0]
    : undefined;
}

function checksumOf(object: KubernetesObject): string | undefined {
  return textOf(mappingOf(valueAt(object, 'spec.template.metadata.annotations'))['cadastre.dev/config-checksum']);
}

/**
 * Finds the Secrets that the overlay has got values of its own for: those count with the seed, and change no other Secret.
 * @param before the checksum of the seed of before
 * @returns undefined unless the difference is that one Secret, one key or all of them are new
 */
function secretsAddedSince(before: string, { seed, values }: DevelopmentSecretsProvider): ReadonlySet<string> | undefined {
  const isBefore = (candidate: DevelopmentSecretsProvider['values']): boolean =>
    sha256([developmentSeed({ seed, values: candidate })]) === before;
  if (isBefore({})) return new Set(Object.keys(values));
  for (const [secret, keys] of Object.entries(values)) {
    const { [secret]: _all, ...others } = values;
    const lessOne = Object.keys(keys).map((key) => ({ ...others, [secret]: without(keys, key) }));
    if ([others, ...lessOne].some(isBefore)) return new Set([secret]);
  }
  return undefined;
}

function without(keys: Readonly<Record<string, string>>, key: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(keys).filter(([name]) => name !== key));
}
