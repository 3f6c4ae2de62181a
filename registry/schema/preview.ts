import * as z from 'zod';
import { isDnsSubdomain, isServerUrl } from '../../formats';
import { legal } from './legal';

/**
 * A text of the settings of previews.
 * @param setting its field
 * @param expected what it has to be, in words
 */
function valueSchema(setting: string, isLegal: (value: string) => boolean, expected: string): z.ZodString {
  return legal(z.string(), 'preview-value-invalid', isLegal, (value) => ({ setting, value, expected }));
}

/** Whether a text is one segment of the address of a repository. */
const isSegment = (value: string): boolean => /^[\w][\w.-]*$/.test(value);

const sharedFields = {
  /**
   * The labels that a pull request must have, all of them, such as `preview`. Whoever may open a pull request can run what its branch holds, so a label that only the team can give is the gate.
   */
  labels: z.array(valueSchema('labels', (label) => label.trim() !== '' && label.length <= 255, 'the label of a pull request')).min(1),
  /**
   * The URL of the server's API, for one of one's own.
   * @default that of the provider's public service
   */
  api: valueSchema('api', isServerUrl, 'the URL of an API').optional(),
  /**
   * The Secret in the namespace of Argo CD with the token that reads pull requests.
   * @default none: the repository is public
   */
  token: z
    .strictObject({
      /** The name of the Secret. */
      secret: valueSchema('token.secret', isDnsSubdomain, 'the name of a Secret'),
      /** The key of the token in it. */
      key: valueSchema('token.key', (key) => /^[-._a-zA-Z0-9]{1,253}$/.test(key), 'a key of a Secret'),
    })
    .optional(),
  /**
   * Whether the Application of a pull request that is closed, or has lost its label, is deleted with all that it has applied and its databases. `false` keeps it until a person deletes it, also where the provider answers by
   * mistake that there are no pull requests.
   * @default true
   */
  deleteClosed: z.boolean().optional(),
};

/** Where Argo CD looks for pull requests. */
const pullRequestsSchema = z.discriminatedUnion('provider', [
  z.strictObject({
    /** GitHub, or a GitHub Enterprise of one's own. */
    provider: z.literal('github'),
    /** The organisation or person that the repository belongs to. */
    owner: valueSchema('owner', isSegment, 'an organisation or a person'),
    /** The name of the repository. */
    repo: valueSchema('repo', isSegment, 'the name of a repository'),
    ...sharedFields,
  }),
  z.strictObject({
    /** GitLab. */
    provider: z.literal('gitlab'),
    /** The project: its number, or its path such as `platform/registry`. */
    project: valueSchema('project', (project) => project.split('/').every(isSegment), 'the number or the path of a project'),
    ...sharedFields,
  }),
]);

/**
 * What makes an environment a preview: each run names one by `--param number=N`, and its namespace, hosts, databases and roles have this number at their end. Without a number everything
 * is checked for any, and no tree is written.
 */
export const previewSchema = z.strictObject({
  /**
   * Where Argo CD looks for pull requests, each of which gets a preview. Required with the settings of `delivery.argocd`, and not with any other delivery.
   * @default none
   */
  pullRequests: pullRequestsSchema.optional(),
});
