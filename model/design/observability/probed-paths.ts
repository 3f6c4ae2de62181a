import type { Service } from '../../platform';
import type { RequestMetrics } from './profiles';
import { literally, type Matchers } from './promql';

/** The parts of a service that tell what the cluster itself asks of it. */
type Probed = Pick<Service, 'health' | 'metrics' | 'routes'>;

/**
 * The matchers that leave out the requests of the kubelet and of Prometheus. They come all day, are quick and have no errors: with them a service without callers would never be without
 * requests, and the share of errors of one with few callers would be too small.
 * @returns none where users may ask for the same path, or where the series have no paths
 */
export function withoutProbes(
  services: readonly Probed[],
  { path, durationHasPath }: RequestMetrics,
): {
  /** Of the counter of requests. */
  readonly requests: Matchers;
  /** Of the histogram of how long they took. */
  readonly durations: Matchers;
} {
  const paths = [...new Set(services.flatMap(probedPaths))].sort();
  const requests: Matchers = paths.length === 0 ? {} : { [path]: { not: new RegExp(paths.map(literally).join('|')) } };
  return { requests, durations: durationHasPath ? requests : {} };
}

function probedPaths({ health, metrics, routes }: Probed): string[] {
  const asked = [health.live, health.ready, health.startup].flatMap((check) =>
    check !== undefined && 'http' in check ? [check.http] : [],
  );
  const served = new Set(['/', ...routes.map((route) => route.path)]);
  return [...asked, ...(metrics === undefined ? [] : [metrics.path])]
    .map((path) => path.replace(/\?.*$/s, ''))
    .filter((path) => !served.has(path));
}
