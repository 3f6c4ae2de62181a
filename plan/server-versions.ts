import type { BackingKindName } from '../model';
import { imageVersion } from '../model/backing/image-version';
import { rabbitmqUpgrade } from '../model/backing/rabbitmq/upgrade-path';
import { readsRedisFiles, redisVersion } from '../model/backing/redis/data-format';
import type { ImageReference } from '../model/platform';
import { titleOf } from './objects';
import { placeOfField } from './places';
import { planRule } from './rule';
import { serverPairs } from './server-images';

/** A change of a server's version that its data does not survive. */
interface BadUpgrade {
  /** With the name of the product, such as `Redis 7.4`. */
  readonly from: string;
  readonly to: string;
  /** The versions between; empty if the new one is older. */
  readonly over: readonly string[];
}

/** What is known of each kind. A PostgreSQL has a finding of its own. */
const checks: Readonly<Record<BackingKindName, (from: ImageReference, to: ImageReference) => BadUpgrade | undefined>> = {
  postgres: () => undefined,
  redis: (before, now) => {
    const [from, to] = [redisVersion(before), redisVersion(now)];
    return from === undefined || to === undefined || readsRedisFiles(from, to)
      ? undefined
      : { from: `${from.product} ${textOf(from)}`, to: `${to.product} ${textOf(to)}`, over: [] };
  },
  rabbitmq: (before, now) => {
    const [from, to] = [imageVersion(before), imageVersion(now)];
    if (from === undefined || to === undefined) return undefined;
    const upgrade = rabbitmqUpgrade(from, to);
    return upgrade === undefined || upgrade.is === 'supported'
      ? undefined
      : { from: `RabbitMQ ${textOf(from)}`, to: `RabbitMQ ${textOf(to)}`, over: upgrade.is === 'skips' ? upgrade.over : [] };
  },
};

/** Reports Redis and RabbitMQ in the cluster that would get a version that cannot go on with their data. An image whose tag does not tell is passed over. */
export const upgradeServerVersion = planRule('upgrade-server-version', (comparison, report) => {
  for (const { server, before, now } of serverPairs(comparison)) {
    const upgrade = checks[server.kind](before.image, now.image);
    if (upgrade === undefined) continue;
    report({ object: titleOf(before.object), ...upgrade }, placeOfField(comparison, now.object, { server: 'image' }));
  }
});

function textOf({ major, minor }: { readonly major: number; readonly minor: number | undefined }): string {
  return minor === undefined ? String(major) : `${major}.${minor}`;
}
