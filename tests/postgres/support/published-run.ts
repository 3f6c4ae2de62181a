import type { Major } from './majors';
import type { ServerTemplate } from './server-template';

const VARIABLE = 'CADASTRE_POSTGRES_RUN';

/** What was made ready for the test files, once for all of them. */
export interface PreparedRun {
  /** The folder of the synthesized trees. */
  readonly synthesized: string;
  readonly templates: Readonly<Record<Major, ServerTemplate>>;
}

/** What was made ready, or why there is nothing to run. */
export type PublishedRun = PreparedRun | { readonly missing: string };

/** Tells the test files, which run in processes of their own. */
export function publishRun(run: PublishedRun): void {
  process.env[VARIABLE] = JSON.stringify(run);
}

/** What the global setup published. */
export function publishedRun(): PublishedRun {
  return JSON.parse(process.env[VARIABLE] ?? '{"missing":"the global setup did not run"}') as PublishedRun;
}
