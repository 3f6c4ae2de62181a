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
  'upgrade-server-version': 'interrupts',
  'upgrade-base-image': 'interrupts',
  'upgrade-database': 'destroys',
  'upgrade-database-server': 'destroys',
  'upgrade-rename-over': 'applies',
  'upgrade-backing-service': 'destroys',
  'upgrade-tree-left': 'destroys',
  'upgrade-left-running': 'applies',
  'upgrade-policy-left': ({ effect }) => (effect === 'opens' ? 'security' : 'interrupts'),
  'upgrade-project-narrowed': 'refused',
  'upgrade-route-left': 'applies',
  'upgrade-route-doubled': 'refused',
  'upgrade-first-start': 'applies',
  'upgrade-immutable': 'refused',
  'upgrade-port-merged': 'interrupts',
  'upgrade-seed': 'interrupts',
  'upgrade-route-fell': 'interrupts',
  'upgrade-before-unreadable': 'applies',
};

/** What a finding about what runs already means for it. */
export function verdictOfUpgrade({ code, args }: Diagnostic): Verdict {
  const verdict = verdictsOfUpgrades[code as CodeOf<'upgrades'>] as Verdict | ((of: unknown) => Verdict);
  return typeof verdict === 'function' ? verdict(args) : verdict;
}
