import { isLabelValue } from '../../formats';
import { plainService, objectsOf, platformOf, productionOverlay } from '../support/platform';

const store = { provider: 'external-secrets', store: { name: 'vault' } };

/** The labels of the ExternalSecrets for Secrets of these names, which two services read. */
function labelsOf(...names: readonly string[]): Record<string, string>[] {
  const secrets = Object.fromEntries(names.map((secret, index) => [`TOKEN_${index}`, { secret, key: 'token' }]));
  const services = { owners: { ...plainService, secrets }, payers: { ...plainService, hostname: 'payers', routes: ['/payers'], secrets } };
  const objects = objectsOf(platformOf({ services, overlay: { ...productionOverlay, secrets: store }, environment: 'prod' }));
  return objects
    .filter(({ kind, metadata }) => kind === 'ExternalSecret' && names.includes(metadata.name))
    .map(({ metadata }) => metadata['labels'] as Record<string, string>);
}

describe('the labels of a Secret', () => {
  test('say its name as it is, where a label may', () => {
    expect(labelsOf('a'.repeat(63))).toEqual([expect.objectContaining({ 'app.kubernetes.io/instance': 'a'.repeat(63) })]);
  });

  test('are legal for the longest names, and not the same for two that start alike', () => {
    const start = `${'a'.repeat(53)}.${'b'.repeat(60)}`;
    const labels = labelsOf(`${start}.c`, `${start}.d`, 'e'.repeat(64));
    expect(labels).toHaveLength(3);
    for (const value of labels.flatMap((of) => Object.values(of))) expect([value, isLabelValue(value)]).toEqual([value, true]);
    expect(new Set(labels.map((of) => of['app.kubernetes.io/instance'])).size).toBe(3);
    expect(labels.map((of) => of['app.kubernetes.io/name'])).toEqual(labels.map((of) => of['app.kubernetes.io/instance']));
  });
});
