import type { Place } from '../../diagnostics';

/** What one of many previews has of its own: a number, which its namespace, hosts, databases and roles have at their end. */
export interface Preview {
  /** The number of its pull request. Where a run names none, the longest one stands for any. */
  readonly number: string;
  /** Whether the run names the number: only then there is a tree. */
  readonly isNamed: boolean;
  /** Where Argo CD looks for pull requests; undefined if nobody says. */
  readonly pullRequests: PullRequests | undefined;
  readonly place: Place;
}

/** Where Argo CD looks for the pull requests that have a preview. */
export type PullRequests = (
  { readonly provider: 'github'; readonly owner: string; readonly repo: string } | { readonly provider: 'gitlab'; readonly project: string }
) & {
  /** All of which a pull request must have. */
  readonly labels: readonly string[];
  /** The URL of the server's API; undefined for the public service. */
  readonly api: string | undefined;
  /** Whether the Application of a pull request that is closed goes with it. */
  readonly deleteClosed: boolean;
  /** The Secret with the token; undefined for a public repository. */
  readonly token: { readonly secret: string; readonly key: string } | undefined;
};

/** The end of the names of a preview's databases and roles; empty if the platform is no preview. */
export function databaseSuffix(preview: Pick<Preview, 'number'> | undefined): string {
  return preview === undefined ? '' : `_${preview.number}`;
}

/**
 * The comment on each database and role of a preview, by which its Jobs know what they have made.
 * @returns one that no other preview has
 */
export function previewMark({
  product,
  environment,
  preview,
}: {
  readonly product: string;
  readonly environment: string;
  readonly preview: Pick<Preview, 'number'> | undefined;
}): string {
  return `cadastre preview ${product}/${environment}/${preview?.number ?? ''}`;
}

/** Whether what an init Job makes is marked as that of a preview: on a server outside, where others are, too. One in the cluster is the preview's own. */
export function isMarked(
  { preview }: { readonly preview: Preview | undefined },
  { server }: { readonly server: { readonly inCluster: object | undefined } | undefined },
): boolean {
  return preview !== undefined && server !== undefined && server.inCluster === undefined;
}

/**
 * The name of the folder of a platform's tree, below that of its product.
 * @returns the environment's name, with the number of a preview
 */
export function treeNameOf({ environment, preview }: { readonly environment: string; readonly preview: Preview | undefined }): string {
  return preview === undefined ? environment : `${environment}-${preview.number}`;
}
