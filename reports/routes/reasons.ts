import type { Candidate, Dialect, Reason } from '../../model/route-table';

/** Why a route is preferred to another, and why the other is not. */
const preferences: Readonly<Partial<Record<Reason, readonly [preferred: string, other: string]>>> = {
  host: ['its host is the more specific one', 'its host is less specific'],
  exact: ['it is for this path alone', 'that one is for this path alone'],
  'longer-path': ['its path is longer', 'its path is shorter'],
  method: ['it names the method', 'that one names the method'],
  headers: ['it asks for more headers', 'that one asks for more headers'],
  query: ['it asks for more of the query', 'that one asks for more of the query'],
  'longer-rule': ['its rule is longer, host and path together', 'its rule is shorter, host and path together'],
  priority: ['its priority is higher', 'its priority is lower'],
  'table-order': ['nothing decides but the order', 'nothing decides but the order'],
};

const mismatches: Readonly<Partial<Record<Reason, string>>> = {
  'another-host': 'it is at another host',
  'host-taken': 'a more specific host takes the request',
  'exact-only': 'it is for its path alone, and the path goes on',
  'within-segment': 'it ends within a segment of the path',
  'another-method': 'it is for other methods',
  'other-conditions': 'it asks for headers or a query that the request lacks',
};

/** Says why a candidate answers or does not, as a part of a sentence after its path. */
export function reasonText({ verdict, reason }: Pick<Candidate, 'verdict' | 'reason'>): string {
  if (verdict === 'does-not-match') return `does not match: ${mismatches[reason] ?? reason}`;
  if (reason === 'alone') return 'answers: no other route matches';
  const [preferred, other] = preferences[reason] ?? [reason, reason];
  return verdict === 'answers' ? `answers: ${preferred}` : `loses to 1: ${other}`;
}

/** The dialects whose routes are of all methods. */
export const withoutMethods: ReadonlySet<Dialect> = new Set<Dialect>(['ingress', 'ingress-nginx', 'traefik', 'traefik-strict']);
