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
  const guide = readFileSync(path.resolve(__dirname, '../../../docs/guides/secrets.md'), 'utf8');
  const block = [...guide.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text).find((text) => text.startsWith('generate:'));
  if (block === undefined) throw new Error('docs/guides/secrets.md shows no plugin');
  return (parse(block) as { generate: Plugin }).generate;
}
