import { type Diagnostic, sortDiagnostics } from '../diagnostics';
import type { Blueprint } from './blueprint';
import { expectPlatform } from './expect-platform';
import type { Platform } from './platform';
import { rules } from './rules';
import { createContext } from './rules/context';

/**
 * Checks a platform with every rule. Never throws on a platform whose input had the right shape, and takes time in proportion to the platform's size.
 * @returns all findings, sorted, each once
 */
export function checkPlatform(platform: Platform, blueprint: Blueprint): Diagnostic[] {
  expectPlatform('checkPlatform', platform);
  const context = createContext(platform, blueprint);
  const findings: Diagnostic[] = [];
  for (const { run } of rules) run(context, (finding) => findings.push(finding));
  return sortDiagnostics(findings);
}
