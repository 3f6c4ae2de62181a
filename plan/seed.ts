import type { KubernetesObject } from '../model';
import { mappingOf, textOf } from '../model/objects/mappings';
import { placeOf } from '../model/origin';
import type { Comparison } from './comparison';
import { titleOf, valueAt } from './objects';
import { serverOf } from './places';
import { planRule } from './rule';

/** Reports servers in the cluster whose passwords are those of another development seed. */
export const upgradeSeed = planRule('upgrade-seed', (comparison, report) => {
  const { platform, now } = comparison;
  if (platform.secretProvider.provider !== 'development' || !hasAnotherSeed(comparison)) return;
  // A Redis reads its password whenever it starts.
  for (const object of now)
    if (object.kind === 'StatefulSet' && ['postgres', 'rabbitmq'].includes(serverOf(comparison, object)?.kind ?? ''))
      report({ object: titleOf(object) }, placeOf(platform, 'secrets', 'seed'));
});

/**
 * The seed itself is in no manifest. All pods that read a development Secret have one checksum, which is that of the seed: where all of them have another one
 * than before, so has the seed.
 */
function hasAnotherSeed({ pairs }: Comparison): boolean {
  const sums = pairs
    .map(({ before, now }) => [checksumOf(before), checksumOf(now)] as const)
    .filter(([was, is]) => was !== undefined && is !== undefined);
  const [first] = sums;
  return first !== undefined && first[0] !== first[1] && sums.every(([was, is]) => was === first[0] && is === first[1]);
}

function checksumOf(object: KubernetesObject): string | undefined {
  return textOf(mappingOf(valueAt(object, 'spec.template.metadata.annotations'))['cadastre.dev/config-checksum']);
}
