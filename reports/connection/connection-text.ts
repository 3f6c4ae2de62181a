import { type Locate, placeRecord, visibleText } from '../../diagnostics';
import { placeText } from '../place-text';
import { inColumns } from '../routes/columns';
import type { ConnectionExplanation, Direction } from './explain-connection';

/** Writes explanations for a terminal of 80 columns. */
export function connectionText(explanations: readonly ConnectionExplanation[], locate: Locate): string {
  return explanations.map((explanation) => `${linesOf(explanation, locate).map(visibleText).join('\n')}\n`).join('\n');
}

function linesOf(explanation: ConnectionExplanation, locate: Locate): string[] {
  const { product, environment, from, to, port, protocol, policies, passes, declared, declare } = explanation;
  const { out, into, ownHost } = explanation;
  const title = `${from} -> ${to}${port === undefined ? '' : `:${port}`}${protocol === 'UDP' ? ' (UDP)' : ''}`;
  const none = policies === 'none';
  return [
    title,
    `${product} ${environment}, policies: ${policies}`,
    '',
    passes ? (declared === undefined && !none ? 'Passes, though nothing declares it.' : 'Passes.') : 'Is cut.',
    ...inColumns([
      ...(declared === undefined ? [] : [['  declared', `${declared.why}, at ${placeText(declared.place, locate)}`]]),
      ...(none
        ? []
        : [
            ['  out', directionText(out, 'out')],
            ['  in', directionText(into, 'in')],
          ]),
      ...(declare === undefined
        ? []
        : [
            [
              '  to declare',
              `${declare.list ? `add ${declare.value} to ${declare.field}` : `write ${declare.field}: ${declare.value}`}, at ${placeText(declare.place, locate)}`,
            ],
          ]),
      ...(ownHost
        ? [
            [
              '  but',
              'the host is the product’s own: requests come back by way of the edge, whose pods no rule names. Call the service by its internal URL, or say in network.hosts whose pods are behind the host',
            ],
          ]
        : []),
    ]),
  ];
}

function directionText({ closed, by }: Direction, word: 'out' | 'in'): string {
  if (!closed) return 'no policy closes it';
  if (by.length === 0) return `no rule lets it ${word}`;
  return by.map(({ kind, policy, file, rules }) => `rule ${rules.join(', ')} of ${kind} ${policy} in ${file}`).join('; ');
}

/** Explanations as plain data, with lines and columns. */
export function connectionRecord(explanations: readonly ConnectionExplanation[], locate: Locate): object {
  return {
    explanations: explanations.map(({ declared, declare, ...rest }) => ({
      ...rest,
      ...(declared !== undefined && { declared: { why: declared.why, at: placeRecord(declared.place, locate) } }),
      ...(declare !== undefined && { declare: { field: declare.field, value: declare.value, at: placeRecord(declare.place, locate) } }),
    })),
  };
}
