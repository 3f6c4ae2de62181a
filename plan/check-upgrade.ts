import { type Diagnostic, sortDiagnostics } from '../diagnostics';
import { upgradeBaseImage } from './base-images';
import { compareObjects, type PlanInput } from './comparison';
import { upgradeClaimsDeleted } from './claims';
import { upgradeDatabase, upgradeDatabaseServer } from './databases';
import { upgradeRouteFell } from './fallen-routes';
import { upgradeFirstStart } from './first-start';
import { upgradeImmutable } from './immutable';
import { upgradePolicyLeft } from './left-policies';
import { upgradeLeftRunning } from './left-running';
import { upgradeProjectNarrowed } from './narrowed-project';
import { upgradeRouteDoubled, upgradeRouteLeft } from './left-routes';
import { upgradeBackingService } from './moved-backing';
import { upgradePortMerged } from './merged-ports';
import { upgradePostgresMajor } from './postgres-majors';
import { upgradeRenameOver } from './renames';
import type { PlanRule } from './rule';
import { upgradeSeed } from './seed';
import { upgradeSelector } from './selectors';
import { upgradeServerVersion } from './server-versions';
import { upgradeVolumeUser } from './volume-users';
import { upgradeVolume, upgradeVolumeLeft } from './volumes';

/** Every rule about what becomes of what runs already. */
const planRules: readonly PlanRule[] = [
  upgradeBackingService,
  upgradeBaseImage,
  upgradeClaimsDeleted,
  upgradeDatabase,
  upgradeDatabaseServer,
  upgradeFirstStart,
  upgradeImmutable,
  upgradeLeftRunning,
  upgradePolicyLeft,
  upgradeProjectNarrowed,
  upgradePortMerged,
  upgradePostgresMajor,
  upgradeRenameOver,
  upgradeRouteDoubled,
  upgradeRouteFell,
  upgradeRouteLeft,
  upgradeSeed,
  upgradeSelector,
  upgradeServerVersion,
  upgradeVolume,
  upgradeVolumeLeft,
  upgradeVolumeUser,
];

/**
 * Finds what an apply over the objects of before would be refused, and what data it would leave behind. Pure.
 * @returns all findings, sorted, each once
 */
export function checkUpgrade(input: PlanInput): Diagnostic[] {
  const comparison = compareObjects(input);
  const findings: Diagnostic[] = [];
  for (const { run } of planRules) run(comparison, (finding) => findings.push(finding));
  return sortDiagnostics(findings);
}
