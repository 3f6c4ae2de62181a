import { distance } from 'fastest-levenshtein';
import type { TableRequest, TableRoute } from '../../model/route-table';

/** The most routes to show. */
const mostShown = 3;

/**
 * Finds the routes that a request was probably meant for. The beginning of its path is compared with each route's path, as many segments as that has; case does not count, and
 * another host counts for as much as a wrong letter.
 * @returns the closest first, at most three; none if no path is close
 */
export function nearestRoutes(routes: readonly TableRoute[], { host, path }: TableRequest): TableRoute[] {
  const segments = path.toLowerCase().split('/');
  return routes
    .filter((route) => route.path !== '/')
    .map((route) => {
      const wanted = route.path.toLowerCase();
      const most = Math.max(2, Math.floor(wanted.length / 3));
      // What is longer by more than that needs no look, however long it is.
      const asked = segments.slice(0, wanted.split('/').length).join('/');
      const edits = Math.abs(asked.length - wanted.length) > most ? most + 1 : distance(wanted, asked);
      return { route, edits: edits + (route.host === host ? 0 : 1), most };
    })
    .filter(({ edits, most }) => edits <= most)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, mostShown)
    .map(({ route }) => route);
}
