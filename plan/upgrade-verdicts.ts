import type { ArgumentsOf, CodeOf, Diagnostic } from '../diagnostics';
import type { Verdict } from './plan';

/** What the findings about what runs already mean for it. A finding whose arguments decide is a function of them. */
const verdictsOfUpgrades: { readonly [C in CodeOf<'upgrades'>]: Verdict | ((args: ArgumentsOf<C>) => Verdict) } = {
  'upgrade-selector': ({ by }) => (by === 'kind' ? 'interrupts' : 'refused'),
  'upgrade-volume': 'refused',
  'upgrade-claims-deleted': 'destroys',
  'upgrade-volume-left': 'destroys',
  'upgrade-volume-user': 'interrupts',
  'upgrade-postgres-major': 'destroys',
  'upgrade-server-version': ({ from, to }) => (startsEmpty(from, to) ? 'destroys' : 'interrupts'),
  // A server that runs as another user does not start. One that sorts otherwise does, and damages its indexes.
  'upgrade-base-image': ({ libraries }) => (libraries === undefined ? 'interrupts' : 'destroys'),
  'upgrade-database': 'destroys',
  'upgrade-database-server': 'destroys',
  'upgrade-rename-over': 'applies',
  'upgrade-backing-service': 'destroys',
  'upgrade-tree-left': 'destroys',
  // Two run at once of what must be one.
  'upgrade-left-running': ({ before }) => (before ? 'interrupts' : 'applies'),
  'upgrade-policy-left': ({ effect }) => (effect === 'opens' ? 'security' : 'interrupts'),
  'upgrade-project-narrowed': 'applies',
  'upgrade-route-left': 'applies',
  'upgrade-route-doubled': 'refused',
  // Clients come with the new name, and the server has the one of before.
  'upgrade-first-start': ({ variables }) => (variables.some((name) => !ofStorage.has(name)) ? 'interrupts' : 'applies'),
  'upgrade-immutable': 'refused',
  'upgrade-port-merged': 'interrupts',
  'upgrade-seed': 'interrupts',
  'upgrade-route-fell': 'interrupts',
  // It may hold the only object that says where data is.
  'upgrade-before-unreadable': 'destroys',
};

/** Variables of the first start that no client knows. */
const ofStorage: ReadonlySet<string> = new Set(['POSTGRES_INITDB_ARGS', 'POSTGRES_INITDB_WALDIR', 'POSTGRES_HOST_AUTH_METHOD']);

/** Whether a Redis does not see the files of the other one: those before 7.0 know no folder of append-only files. The others see that they cannot read them, and do not start. */
function startsEmpty(from: string, to: string): boolean {
  const [was, is] = [from, to].map((version) => Number(/^Redis (\d+)/.exec(version)?.[1] ?? NaN));
  return was !== undefined && is !== undefined && was >= 7 && is < 7;
}

/** What a finding about what runs already means for it. */
export function verdictOfUpgrade({ code, args }: Diagnostic): Verdict {
  const verdict = verdictsOfUpgrades[code as CodeOf<'upgrades'>] as Verdict | ((of: unknown) => Verdict);
  return typeof verdict === 'function' ? verdict(args) : verdict;
}
