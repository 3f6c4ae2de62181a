import type { ManifestObject } from '../../output';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { objectsOf, type PlatformInput, platformOf } from '../support/platform';

const waveOf = ({ metadata }: ManifestObject): number =>
  Number((metadata['annotations'] as Record<string, string> | undefined)?.['argocd.argoproj.io/sync-wave'] ?? 0);
const titleOf = ({ kind, metadata }: ManifestObject): string => `${kind}/${metadata.name}`;

/**
 * What a sync of Argo CD applies: wave after wave, and none after one in which something is not healthy.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
function appliedWith(objects: readonly ManifestObject[], unhealthy: ReadonlySet<string>): Set<string> {
  const applied = new Set<string>();
  for (const wave of [...new Set(objects.map(waveOf))].sort((a, b) => a - b)) {
    const members = objects.filter((object) => waveOf(object) === wave).map(titleOf);
    for (const member of members) applied.add(member);
    if (members.some((member) => unhealthy.has(member))) break;
  }
  return applied;
}

/** Platforms without hooks: those are asked to run before or after what others are, so that they have waves of their own. */
const byArgoCd = Object.entries(goldenPlatforms).filter(
  ([, { services, overlay = {} }]) =>
    (overlay as { readonly delivery?: string }).delivery === 'argocd' && Object.values(services).every((service) => !('hooks' in service)),
);

test.each(byArgoCd)('one Job that fails holds back no object of another service: %s', (_, input: PlatformInput) => {
  const objects = objectsOf(platformOf(input));
  const all = objects.map(titleOf);
  const jobs = objects.filter(({ kind, metadata }) => {
    const component = (metadata['labels'] as Record<string, string> | undefined)?.['app.kubernetes.io/component'];
    return kind === 'Job' && (component === 'db-init' || component === 'migrate');
  });
  for (const job of jobs) {
    const owner = (job.metadata['labels'] as Record<string, string>)['app.kubernetes.io/name'];
    // Its own pods wait for it, and are not healthy either.
    const waiting = objects.filter(({ kind, metadata }) => (kind === 'Deployment' || kind === 'StatefulSet') && metadata.name === owner);
    const applied = appliedWith(objects, new Set([job, ...waiting].map(titleOf)));
    expect(all.filter((title) => !applied.has(title))).toEqual([]);
  }
});
