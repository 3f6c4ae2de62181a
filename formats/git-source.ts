/** A repository by HTTPS or SSH, or in the short form of SSH, `git@host:path`. A login in the URL would be a credential. */
const repository = /^(?:https?:\/\/[^\s/@]+\/\S+|ssh:\/\/[^\s/]+\/\S+|[\w.-]+@[\w.-]+:[^\s/]\S*)$/;

/** What follows the repository in the address of one of its pages, at GitHub, GitLab and Bitbucket. */
const page = /\/(?:tree|blob|-|src|commits?|pull)\/./;

/** What opens an expression of a template of Go. In a set of Applications each text is a template. */
const opening = '{{';

/** Whether a text is the URL of a git repository without a credential and without an expression of a template, and not that of a page about it. */
export function isRepositoryUrl(text: string): boolean {
  return repository.test(text) && !text.includes(opening) && !(/^https?:/.test(text) && !text.endsWith('.git') && page.test(text));
}

/** What the ApplicationSet of previews puts the number of a pull request in place of. */
export const previewNumberExpression = '{{.number}}';

/** A text with a number where it has the expression for that of a pull request. */
function withoutExpression(text: string): string {
  return text.replaceAll(/(?<!\{)\{\{\.number\}\}/g, '0');
}

/** Whether a text can name a revision of a repository: a branch, a tag, a commit, or a range of versions. `{{.number}}` in it stands for the number of a pull request. */
export function isRevision(text: string): boolean {
  return /^[^\s\p{Cc}-][^\s\p{Cc}]*$/u.test(text) && !withoutExpression(text).includes(opening);
}

/** Whether a text is the path of a folder below the root of a repository, such as `dist/shop/prod`. */
export function isRepositoryFolder(text: string): boolean {
  return /^[\w.@+-]+(?:\/[\w.@+-]+)*$/.test(text) && text.split('/').every((segment) => segment !== '.' && segment !== '..');
}

/** Whether a text is the path of a folder of a repository, in which `{{.number}}` stands for the number of a pull request. */
export function isPreviewFolder(text: string): boolean {
  return isRepositoryFolder(withoutExpression(text));
}

/** Whether a text is the address of an API server, such as `https://kubernetes.default.svc`. */
export function isServerUrl(text: string): boolean {
  return /^https?:\/\/[\w.[\]:-]+(?:\/[\w./-]*)?$/.test(text);
}
