import { findTrees, type Tree } from '../../cluster/support/trees';
import { readDatabaseTree, type DatabaseTree } from './init-jobs';

const VARIABLE = 'CADASTRE_POSTGRES_RUN';

type Published = { readonly synthesized: string } | { readonly missing: string };

/** Tells the test files where the synthesized trees are, or why there is nothing to run. */
export function publishRun(run: Published): void {
  process.env[VARIABLE] = JSON.stringify(run);
}

/** Defines tests for each synthesized tree that has init Jobs; without a PostgreSQL they are skipped and say why. */
export function describeOnPostgres(title: string, define: (database: DatabaseTree, tree: Tree) => void): void {
  const run = published();
  if ('missing' in run) {
    test.skip(`${title}: ${run.missing}`, () => undefined);
    return;
  }
  const trees = findTrees(run.synthesized).flatMap((tree) => {
    const database = readDatabaseTree(tree);
    return database === undefined ? [] : [{ tree, database }];
  });
  for (const { tree, database } of trees) describe(`${title} of ${tree.product}/${tree.environment}`, () => define(database, tree));
}

/** Defines tests that make their own manifests; without a PostgreSQL they are skipped and say why. */
export function withPostgres(title: string, define: () => void): void {
  const run = published();
  if ('missing' in run) test.skip(`${title}: ${run.missing}`, () => undefined);
  else describe(title, define);
}

function published(): Published {
  return JSON.parse(process.env[VARIABLE] ?? '{"missing":"the global setup did not run"}') as Published;
}
