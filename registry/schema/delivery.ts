import * as z from 'zod';
import { isDnsLabel, isDnsSubdomain, isPreviewFolder, isRepositoryFolder, isRepositoryUrl, isRevision, isServerUrl } from '../../formats';
import { inspected, legal } from './legal';

/**
 * A text of the settings of Argo CD.
 * @param setting its field
 * @param expected what it has to be, in words
 */
function valueSchema(setting: string, isLegal: (value: string) => boolean, expected: string): z.ZodString {
  return legal(z.string(), 'argocd-value-invalid', isLegal, (value) => ({ setting, value, expected }));
}

const folder = 'a folder of the repository, such as `dist/shop/prod`';

/** The cluster that the objects go to, as Argo CD knows it. */
const destinationSchema = inspected(
  z.strictObject({
    /**
     * The URL of its API server.
     * @default 'https://kubernetes.default.svc', the cluster that Argo CD runs in
     */
    server: valueSchema('destination.server', isServerUrl, 'the URL of an API server').optional(),
    /**
     * Its name, in place of the URL.
     * @default none
     */
    name: valueSchema('destination.name', (name) => /^[\w][\w.-]*$/.test(name), 'the name of a cluster').optional(),
  }),
  ({ server, name }, report) => {
    if (server !== undefined && name !== undefined) report('argocd-destination-twice', {}, { path: ['name'] });
  },
);

/**
 * The objects by which Argo CD carries the tree of an environment, in `dist/argocd/<product>/<environment>`.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/
 */
export const argocdSchema = z.strictObject({
  /** The repository that holds the manifests, such as `https://git.example.gov/platform/registry.git`. */
  repoURL: valueSchema('repoURL', isRepositoryUrl, 'the URL of a repository, by `https://`, `ssh://` or `git@host:path`, without a login'),
  /**
   * The folder of the tree in the repository. Of a preview `{{.number}}` in it stands for the number of the pull request.
   * @default 'dist/<product>/<environment>', of a preview 'dist/<product>/<environment>-{{.number}}'
   */
  path: valueSchema('path', isPreviewFolder, folder).optional(),
  /**
   * The folder with the objects of Argo CD in the repository, which the parent of the Applications reads.
   * @default 'dist/argocd/<product>/<environment>'
   */
  applicationsPath: valueSchema('applicationsPath', isRepositoryFolder, folder).optional(),
  /**
   * The branch, tag or commit that is applied. Of a preview `{{.number}}` in it stands for the number of the pull request.
   * @default 'HEAD', the repository's own default; of a preview '<environment>/{{.number}}'
   */
  targetRevision: valueSchema('targetRevision', isRevision, 'a branch, a tag or a commit').optional(),
  /**
   * The Applications: one for the product, or one for each service beside up to five for what services share. Then a service that is broken holds no sync of another one.
   * @default 'product'
   */
  applications: z.enum(['product', 'service']).optional(),
  /**
   * Whether one ApplicationSet makes the Applications of services, in place of a file for each. No Application then waits for another.
   * @default false
   */
  set: z.boolean().optional(),
  /**
   * The order of what runs: by stage alone, where pods wait for what they need and no sync waits for a service; or also by `dependsOn`, where a service comes once those that it
   * depends on are healthy, and one that is not holds all that depend on it.
   * @default 'stage'
   */
  waves: z.enum(['stage', 'dependencies']).optional(),
  /**
   * The namespace that Argo CD runs in.
   * @default 'argocd'
   */
  namespace: valueSchema('namespace', isDnsLabel, 'the name of a namespace').optional(),
  /**
   * An AppProject that is there, in place of one that allows what the tree has and nothing else.
   * @default none: `<product>-<environment>` is written
   */
  project: valueSchema('project', isDnsSubdomain, 'the name of an AppProject').optional(),
  /**
   * Whether the AppProject also allows the kinds that controllers make of the tree's own: ReplicaSet, Pod and the like. Argo CD shows no object that a project does not allow, and
   * so no logs.
   * @default false
   */
  showPods: z.boolean().optional(),
  /**
   * The cluster that the tree goes to.
   * @default the one that Argo CD runs in
   */
  destination: destinationSchema.optional(),
  /**
   * Whether Argo CD applies by itself what is committed, prunes what is gone, and undoes what was changed by hand.
   * @default true
   */
  automated: z.boolean().optional(),
  /**
   * The plugin of Argo CD that reads the tree, such as one that decrypts files of sops.
   * @default none: Argo CD reads the files itself
   */
  plugin: valueSchema('plugin', isDnsSubdomain, 'the name of a plugin').optional(),
});

/** The way of the manifests to the cluster. */
export const deliverySchema = z.union([
  z.enum(['kubectl', 'argocd']),
  z.strictObject({
    /** Delivery by Argo CD, with the objects that it needs. */
    argocd: argocdSchema,
  }),
]);
