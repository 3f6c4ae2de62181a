import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** What a config management plugin of Argo CD runs. */
export interface Plugin {
  readonly command: readonly string[];
  readonly args: readonly string[];
}

/** The plugin that the guide on Secrets shows, as it stands there. */
export function guidePlugin(): Plugin {
  return (parse(guideBlock('generate:')) as { generate: Plugin }).generate;
}

/** The configuration of sops that the guide on Secrets shows, for a key of age. */
export function guideConfiguration(recipient: string): string {
  return guideBlock('creation_rules:').replace('age1…', recipient);
}

/** The one block of YAML in the guide that starts so. */
function guideBlock(start: string): string {
  const guide = readFileSync(path.resolve(__dirname, '../../../docs/guides/secrets.md'), 'utf8');
  const block = [...guide.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text).find((text) => text.startsWith(start));
  if (block === undefined) throw new Error(`docs/guides/secrets.md shows no ${start}`);
  return block;
}
