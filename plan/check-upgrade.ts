import { type Diagnostic, sortDiagnostics } from '../diagnostics';
import { compareObjects, type PlanInput } from './comparison';
import { upgradeDatabase, upgradeDatabaseServer } from './databases';
import { upgradeFirstStart } from './first-start';
import { upgradeImmutable } from './immutable';
import { upgradePostgresMajor } from './postgres-majors';
import type { PlanRule } from './rule';
import { upgradeSeed } from './seed';
import { upgradeSelector } from './selectors';
import { upgradeVolume, upgradeVolumeLeft } from './volumes';

/** Every rule about what becomes of what runs already. */
const planRules: readonly PlanRule[] = [
  upgradeDatabase,
  upgradeDatabaseServer,
  upgradeFirstStart,
  upgradeImmutable,
  upgradePostgresMajor,
  upgradeSeed,
  upgradeSelector,
  upgradeVolume,
  upgradeVolumeLeft,
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
