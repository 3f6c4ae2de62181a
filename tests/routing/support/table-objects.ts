import type { TableRoute } from '../../../model/route-table';

/** The backends that some routes lead to. */
export function backendsOf(routes: readonly TableRoute[]): string[] {
  return [...new Set(routes.map(({ backend }) => backend))];
}
