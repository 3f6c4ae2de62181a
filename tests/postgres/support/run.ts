import { findTrees, type Tree } from '../../cluster/support/trees';

const VARIABLE = 'CADASTRE_POSTGRES_RUN';

type Published = { readonly synthesized: string } | { readonly missing: string };

/** Tells the test files where the synthesized trees are, or why there is nothing to run. */
export function publishRun(run: Published): void {
  process.env[VARIABLE] = JSON.stringify(run);
}

/** Defines tests for each synthesized tree; without a PostgreSQL they are skipped and say why. */
export function describeOnPostgres(title: string, define: (tree: Tree) => void): void {
  const run = JSON.parse(process.env[VARIABLE] ?? '{"missing":"the global setup did not run"}') as Published;
  if ('missing' in run) {
    test.skip(`${title}: ${run.missing}`, () => {});
    return;
  }
  for (const tree of findTrees(run.synthesized)) describe(`${title} of ${tree.product}/${tree.environment}`, () => define(tree));
}
