import { listOf, mappingOf, textOf } from '../objects/mappings';
import type { Policy, Selector } from './policy';

/** What a policy is called, and where it is. */
export type NamedPolicy = Pick<Policy, 'name' | 'namespace'>;

/** Reads a label selector; all fit one that says nothing. */
export function readSelector(value: unknown): Selector {
  const { matchLabels, matchExpressions } = mappingOf(value);
  return {
    labels: Object.fromEntries(
      Object.entries(mappingOf(matchLabels)).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])),
    ),
    expressions: listOf(matchExpressions).map((item) => {
      const { key, operator, values } = mappingOf(item);
      return { key: textOf(key) ?? '', operator: textOf(operator) ?? '', values: listOf(values).flatMap((one) => textOf(one) ?? []) };
    }),
  };
}
