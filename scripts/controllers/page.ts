import { capabilities, type Capability, type EdgeKind, edgeTitles } from '../../model/edge/capabilities';

const kinds = Object.keys(edgeTitles) as EdgeKind[];

/** The page about what each controller can be told: one table of all, and then one section for each feature. */
export function controllersPage(): string {
  const rows = Object.entries(capabilities);
  return [
    '# What each controller can be told',
    '<!-- Made from model/edge/capabilities.ts by `npm run controllers-page`. Edit the table there, not this file. -->',
    [
      'What routes ask of the edge, by the controller that reads them. The same table decides what is written and what is refused: what a controller cannot be told is an error (`gateway-feature-unsupported`), and',
      'never left out. Where the lack only makes answers slower, it is a warning in development. It rests on the documentation of ingress-nginx and of Traefik 3.7, and on the sources of Envoy Gateway 1.9.1 and the Gateway API 1.6.1, on 2026-11-29; the conformance',
      'reports of the Gateway API 1.5 (Traefik 3.7.0, Envoy Gateway 1.8.0) are older than these.',
    ].join('\n'),
    [
      `| feature | ${kinds.map((kind) => edgeTitles[kind]).join(' | ')} |`,
      `| --- |${' --- |'.repeat(kinds.length)}`,
      ...rows.map(
        ([feature, { by }]) => `| [\`${feature}\`](#${feature.toLowerCase()}) | ${kinds.map((kind) => mark(by[kind])).join(' | ')} |`,
      ),
    ].join('\n'),
    ...rows.map(([feature, { title, guards, by }]) =>
      [
        `## ${feature}\n`,
        `${title[0]?.toUpperCase() ?? ''}${title.slice(1)}.${guards ? ' Without it a route would let in, or answer, what it must not: an error in development, too.' : ''}\n`,
        ...kinds.map((kind) => `- ${edgeTitles[kind]}: ${words(by[kind])}`),
      ].join('\n'),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

function mark(capability: Capability): string {
  return capability.can ? (capability.but === undefined ? 'yes' : 'yes, but') : 'no';
}

function words(capability: Capability): string {
  if (!capability.can) return `no; it ${capability.why}`;
  return capability.but === undefined ? capability.how : `${capability.how}; ${capability.but}`;
}
