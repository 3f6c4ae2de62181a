import { type ArgumentsOf, areas, type CodeOf, createDiagnostic } from '../../diagnostics';
import { type Verdict, verdictOfUpgrade } from '../../plan';

type UpgradeCode = CodeOf<'upgrades'>;

/** A finding with the arguments that decide, and what it means for what runs. */
function row<C extends UpgradeCode>(code: C, args: Partial<ArgumentsOf<C>>, verdict: Verdict): [UpgradeCode, object, Verdict] {
  return [code, args, verdict];
}

test.each([
  row('upgrade-first-start', { variables: ['RABBITMQ_DEFAULT_VHOST'] }, 'interrupts'),
  row('upgrade-first-start', { variables: ['RABBITMQ_DEFAULT_USER', 'RABBITMQ_DEFAULT_PASS'] }, 'interrupts'),
  row('upgrade-first-start', { variables: ['POSTGRES_USER'] }, 'interrupts'),
  row('upgrade-first-start', { variables: ['POSTGRES_INITDB_ARGS', 'POSTGRES_DB'] }, 'interrupts'),
  row('upgrade-first-start', { variables: ['POSTGRES_INITDB_ARGS', 'POSTGRES_INITDB_WALDIR'] }, 'applies'),
  row('upgrade-server-version', { from: 'Redis 7.4', to: 'Redis 6.2' }, 'destroys'),
  row('upgrade-server-version', { from: 'Redis 8', to: 'Redis 6' }, 'destroys'),
  row('upgrade-server-version', { from: 'Redis 7.4', to: 'Redis 7.2' }, 'interrupts'),
  row('upgrade-server-version', { from: 'Redis 10.0', to: 'Redis 8.0' }, 'interrupts'),
  row('upgrade-server-version', { from: 'RabbitMQ 4.2', to: 'RabbitMQ 3.13' }, 'interrupts'),
  row('upgrade-base-image', { users: { from: 999, to: 70 } }, 'interrupts'),
  row('upgrade-base-image', { libraries: { from: 'musl', to: 'glibc' } }, 'destroys'),
  row('upgrade-left-running', { before: true }, 'interrupts'),
  row('upgrade-left-running', { before: false }, 'applies'),
  row('upgrade-policy-left', { effect: 'opens' }, 'security'),
  row('upgrade-policy-left', { effect: 'closes' }, 'interrupts'),
  row('upgrade-selector', { by: 'kind' }, 'interrupts'),
  row('upgrade-selector', { by: 'name' }, 'refused'),
  row('upgrade-project-narrowed', {}, 'applies'),
  row('upgrade-before-unreadable', {}, 'destroys'),
])('%s with %j means %s', (code, args, verdict) => {
  expect(verdictOfUpgrade(createDiagnostic(code, args as never, { file: 'a', path: [] }))).toBe(verdict);
});

test('every finding has a verdict', () => {
  for (const code of Object.keys(areas.upgrades) as UpgradeCode[])
    expect([code, verdictOfUpgrade(createDiagnostic(code, { variables: [], from: '', to: '' } as never, { file: 'a', path: [] }))]).toEqual(
      [code, expect.stringMatching(/^[a-z]+$/)],
    );
});
