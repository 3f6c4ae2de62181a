import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { observedPlatforms } from '../../fixtures/golden/observed';
import { ownObjectsOf, platformOf } from '../../support/platform';

/** A rule as Prometheus reads it. */
export interface WrittenRule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A group of rules as Prometheus reads it. */
export interface WrittenGroup {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly rules: readonly WrittenRule[];
}

/** A group of rules, and the file that it was written to. */
export interface RuleFile {
  /** The platform and the name of the group. */
  readonly title: string;
  readonly file: string;
  readonly group: WrittenGroup;
}

/** Writes each group of rules of the platforms that are watched to a file of its own, as Prometheus reads it. */
export function writeRuleFiles(): RuleFile[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'cadastre-rules-'));
  return Object.entries(observedPlatforms).flatMap(([platform, input]) =>
    ownObjectsOf(platformOf(input))
      .filter(({ kind }) => kind === 'PrometheusRule')
      .flatMap((object) => (object['spec'] as unknown as { readonly groups: readonly WrittenGroup[] }).groups)
      .map((group) => {
        const title = `${platform} ${group.name}`;
        const file = path.join(folder, `${title.replaceAll(/[ /]/g, '-')}.json`);
        // JSON is YAML, too.
        writeFileSync(file, JSON.stringify({ groups: [group] }));
        return { title, file, group };
      })
      .sort((a, b) => (a.title < b.title ? -1 : 1)),
  );
}
