import type { Diagnostic, Place, RelatedPlace, Severity } from '../../diagnostics';
import { entry, type CatalogueEntry } from '../../diagnostics/catalogue/entry';

/** A small catalogue whose wording never changes, so that the formats can be tested to the letter. */
export const wordings: Readonly<Record<string, CatalogueEntry<never>>> = {
  'route-conflict': entry<{ route: string; other: string }>({
    severity: 'error',
    title: 'two services answer the same route',
    explanation: 'An Ingress sends a path to one backend.',
    message: ({ route, other }) => `route \`${route}\` is already served by \`${other}\``,
    notes: () => ['an Ingress sends a path to one backend, so the controller would pick one of the two'],
    help: ({ route }) => `give this route a longer prefix, such as \`${route}/tax-bills\`, or remove it from one service`,
  }),
  'layer-inversion': entry<{ name: string }>({
    severity: 'warning',
    title: 'a platform service depends on a domain service',
    explanation: 'Layers point one way.',
    message: ({ name }) => `depends on \`${name}\``,
    help: () => 'turn the dependency around',
  }),
};

/** Makes a finding of the small catalogue. */
export function finding(
  code: 'route-conflict' | 'layer-inversion',
  args: Readonly<Record<string, string>>,
  at: Place,
  related?: readonly RelatedPlace[],
): Diagnostic {
  const severity: Severity = wordings[code]?.severity ?? 'error';
  const plain = { code, severity, args, at, ...(related && { related }) };
  return plain;
}
