import { findTrees, type Tree } from '../../cluster/support/trees';
import { groupAlike, jobsOf, type Likeness } from './distinct-trees';
import { readDatabaseTree, type DatabaseTree } from './init-jobs';
import { MAJORS, MAJORS_OF_LONG_SUITES, type Major } from './majors';
import { publishedRun } from './published-run';

/**
 * Defines tests for each synthesized tree that has init Jobs, on each major; trees that are alike share theirs. Without a PostgreSQL the tests
 * are skipped and say why.
 * @param likeness which trees are alike: by default those whose init Jobs are the same but for the host
 */
export function describeOnPostgres(
  title: string,
  define: (database: DatabaseTree, tree: Tree, major: Major) => void,
  likeness: Likeness = jobsOf,
): void {
  const run = publishedRun();
  if ('missing' in run) {
    test.skip(`${title}: ${run.missing}`, () => undefined);
    return;
  }
  const found = findTrees(run.synthesized).flatMap((tree) => {
    const database = readDatabaseTree(tree);
    return database === undefined ? [] : [{ tree, database }];
  });
  for (const { database, trees } of groupAlike(found, likeness)) {
    const names = trees.map(({ product, environment }) => `${product}/${environment}`).join(', ');
    for (const major of MAJORS) describe(`${title} of ${names} on PostgreSQL ${major}`, () => define(database, trees[0], major));
  }
}

/** Defines tests that make their own manifests, on each major; without a PostgreSQL they are skipped and say why. */
export function withPostgres(title: string, define: (major: Major) => void): void {
  defineOn(MAJORS, title, define);
}

/** The same for a suite that takes minutes on each: on the oldest and the newest, and in `npm run test:long` on all. */
export function withPostgresLong(title: string, define: (major: Major) => void): void {
  defineOn(MAJORS_OF_LONG_SUITES, title, define);
}

function defineOn(majors: readonly Major[], title: string, define: (major: Major) => void): void {
  const run = publishedRun();
  if ('missing' in run) test.skip(`${title}: ${run.missing}`, () => undefined);
  else for (const major of majors) describe(`${title} on PostgreSQL ${major}`, () => define(major));
}
