import type { KubernetesObject } from '../../model';
import { identityOf, stemOf, titleOf } from '../objects';
import type { Reason } from '../plan';
import type { ServerAnswer } from './cluster-facts';

/** Refusals that the server was not asked about: it takes fields over from other managers, and does not get kinds that it does not serve. */
const notAsked: ReadonlySet<string> = new Set(['plan-edit-conflict', 'plan-kind-unserved']);

/**
 * Sets what the API server says beside what the plan says. A refusal that the plan has foreseen is told once, with the words of both.
 * @param reasons of each object, by its title; they are replaced
 */
export function setBeside(
  now: readonly KubernetesObject[],
  reasons: Map<string, Reason[]>,
  answers: ReadonlyMap<string, ServerAnswer>,
): void {
  for (const object of now) {
    const server = answers.get(identityOf(object));
    if (server === undefined) continue;
    const titles = [...new Set([titleOf(object), stemOf(object)])];
    const isForeseen = titles.some((title) => (reasons.get(title) ?? []).some(isOurs));
    for (const title of titles) {
      const own = reasons.get(title);
      if (own === undefined) continue;
      const told = own.filter(({ finding }) => !(isForeseen && finding.code === 'plan-server-refuses'));
      reasons.set(
        title,
        told.map((reason) => (isOurs(reason) ? { ...reason, server } : reason)),
      );
    }
  }
}

/** Whether a reason is a refusal by the server that the plan has found by itself. */
function isOurs({ verdict, finding }: Reason): boolean {
  return verdict === 'refused' && finding.code !== 'plan-server-refuses' && !notAsked.has(finding.code);
}
