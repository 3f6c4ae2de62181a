import { buildTable, match, type Dialect, type TableRoute } from '../../../model/route-table';
import type { Answered, Probe } from './probe';

/** A probe that was answered otherwise than the table says. */
export interface Disagreement {
  readonly request: string;
  /** Whom the table names: services, `nobody` for 404, `refused` for 400. */
  readonly expected: string;
  readonly got: string;
}

/**
 * Holds answers against the table.
 * @param most how many to tell at most, the shortest requests first
 */
export function disagreements(
  routes: readonly TableRoute[],
  dialect: Dialect,
  probes: readonly Probe[],
  answers: readonly Answered[],
  most = 12,
): Disagreement[] {
  const table = buildTable(routes);
  const found = probes.flatMap((probe, index): Disagreement[] => {
    const { method, host, path } = probe;
    const { outcome, route, tied } = match(table, { method, host, path: path.split('?')[0]! }, dialect);
    const allowed = outcome === 'route' ? [route!, ...tied].map(({ backend }) => backend) : [outcome];
    const got = nameOf(answers[index]!);
    return allowed.includes(got) ? [] : [{ request: `${method} ${host}${path}`, expected: [...new Set(allowed)].sort().join(' or '), got }];
  });
  return found.sort((one, other) => one.request.length - other.request.length).slice(0, most);
}

/** Who answered: a service, or the proxy itself by what it means. */
function nameOf({ backend, status }: Answered): string {
  if (backend !== undefined) return backend;
  return status === 404 ? 'nobody' : status === 400 ? 'refused' : `status ${status}`;
}
