import type { Tree } from '../../cluster/support/trees';
import type { DatabaseTree, InitJob } from './init-jobs';

/** Trees that are the same in the respect that a test is about; the first of them stands for all. */
export interface AlikeTrees {
  readonly database: DatabaseTree;
  readonly trees: readonly [Tree, ...Tree[]];
}

/** In which respect trees are alike: those with the same text are. */
export type Likeness = (database: DatabaseTree) => string;

/** All that the init Jobs and what waits for them consist of, but for the host, which is the test's own server in any case. */
export const jobsOf: Likeness = ({ jobs, admin, data }) =>
  text([
    admin.user,
    jobs.map((job) => [
      job.service,
      job.pod,
      job.role,
      job.database,
      job.connectionLimit,
      scripts(job, data),
      job.waitForDatabase?.container,
    ]),
  ]);

/** The program of the init Jobs, whatever they are told. */
export const programOf: Likeness = ({ jobs: [job], data }) =>
  text([job!.pod.containers.map(({ command, args }) => [command, args]), scripts(job!, data)]);

/** Groups trees, in their order. */
export function groupAlike(found: readonly { readonly tree: Tree; readonly database: DatabaseTree }[], likeness: Likeness): AlikeTrees[] {
  const groups = new Map<string, { database: DatabaseTree; trees: [Tree, ...Tree[]] }>();
  for (const { tree, database } of found) {
    const key = likeness(database);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { database, trees: [tree] });
    else group.trees.push(tree);
  }
  return [...groups.values()];
}

function scripts({ pod }: InitJob, data: DatabaseTree['data']): string[] {
  return (pod.volumes ?? []).flatMap(({ configMap }) =>
    configMap === undefined ? [] : Object.values(data.configMaps.get(configMap.name) ?? {}),
  );
}

function text(content: unknown): string {
  return JSON.stringify(content, (_, value: unknown) => (isHost(value) ? 'PGHOST' : value));
}

function isHost(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'name' in value && value.name === 'PGHOST';
}
