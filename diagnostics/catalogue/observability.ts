import { entry } from './entry';
import { quoted } from './wording';

/** Findings about what watches a platform. */
export const observabilityEntries = {
  'observability-invalid': entry<{ setting: string; value: string; expected: string }>({
    severity: 'error',
    title: 'a setting of what watches a platform is not legal',
    explanation:
      '`observability` says how metrics are read, what is told to whom, and where traces go. The programs that read it refuse such a value, or read something else.',
    message: ({ setting, value, expected }) => `${quoted(value)} is no ${quoted(setting)}, which is ${expected}`,
    help: ({ expected }) => `write ${expected}`,
  }),

  'observability-capability-missing': entry<{ field: string; capability: string }>({
    severity: 'error',
    title: 'the cluster serves no objects of this kind',
    explanation:
      'Monitors and rules are objects of the Prometheus operator. An API server without its definitions refuses them, and the whole apply with them, so they are written only where `capabilities` of the overlay has their API group.',
    message: ({ field, capability }) => `${quoted(field)} needs the API group ${quoted(capability)}, which the cluster does not serve`,
    help: ({ field, capability }) =>
      `add ${quoted(capability)} to \`capabilities\` of the overlay where the operator is installed, or write ${quoted(`${field}: false`)}`,
  }),
};
