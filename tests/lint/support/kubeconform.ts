import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { schemaLocation } from './schemas';
import type { LintTools } from './tools';

/** What kubeconform said about one object. */
interface Resource {
  readonly filename: string;
  readonly kind: string;
  readonly name: string;
  readonly status: 'statusValid' | 'statusInvalid' | 'statusError' | 'statusSkipped' | 'statusEmpty';
  readonly msg: string;
}

/** What kubeconform said about its input. */
export interface Conformity {
  /** How many objects have a schema and keep to it. */
  readonly valid: number;
  /** Everything else: what is wrong, what has no schema, what was skipped. */
  readonly problems: readonly string[];
}

/** A new folder for schemas; it goes when the process ends. */
export function newSchemaFolder(): string {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'cadastre-schemas-'));
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/**
 * Checks YAML files or text against the schemas in a folder, and nothing else: no network, unknown kinds are problems.
 * @param input files or folders, or the text of one
 */
export function conformity(tools: LintTools, schemas: string, input: readonly string[] | string): Conformity {
  const args = [
    '-strict',
    '-output',
    'json',
    '-verbose',
    '-schema-location',
    schemaLocation(schemas),
    ...(typeof input === 'string' ? [] : input),
  ];
  const { stdout, stderr, status } = spawnSync(tools.kubeconform, args, {
    input: typeof input === 'string' ? input : '',
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0 && status !== 1) throw new Error(`kubeconform: ${status}\n${stderr}`);
  const { resources } = JSON.parse(stdout) as { resources: Resource[] };
  return {
    valid: resources.filter((resource) => resource.status === 'statusValid').length,
    problems: resources
      .filter((resource) => resource.status !== 'statusValid')
      .map(({ filename, kind, name, status: found, msg }) => `${path.basename(filename)}: ${kind} ${name}: ${found} ${msg}`),
  };
}
