/**
 * Escapes a text for `env[].value`, `command` or `args`, so that the kubelet passes it to a container unchanged. Without the escape the kubelet replaces
 * `$(NAME)` and turns `$$` into `$`. A `$` that neither starts nor escapes a reference stays single.
 * @returns the text with the `$` signs that matter doubled
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function escapeReferences(text: string): string {
  return text.replace(/\$(?=[$(])/g, '$$$$');
}

/** Escapes a text as {@link escapeReferences} does, for a place right before a reference: a `$` at its end would escape the reference. */
export function escapeBeforeReference(text: string): string {
  return text.replace(/\$(?=[$(]|$)/g, '$$$$');
}

/**
 * Finds the references that the kubelet would replace in a text: the names in `$(NAME)`, where `$$` is an escaped `$`. A name is all text before the next
 * `)`, legal or not; the kubelet does not replace a reference to a variable that is not set.
 * @returns each name once, in the order they appear
 */
export function referencesIn(text: string): string[] {
  const names = new Set<string>();
  for (let at = text.indexOf('$'); at !== -1; at = text.indexOf('$', at)) {
    if (text[at + 1] !== '(') {
      at += 2;
      continue;
    }
    const end = text.indexOf(')', at);
    if (end === -1) break;
    names.add(text.slice(at + 2, end));
    at = end + 1;
  }
  return [...names];
}

/**
 * Finds the references that Docker Compose would replace in a text and Kubernetes does not: the names in `${NAME}`, `${NAME:-default}` and its like, also inside
 * a default, where `$$` is an escaped `$`.
 * @returns each name once, in the order they appear
 * @see https://docs.docker.com/reference/compose-file/interpolation/
 */
export function interpolationsIn(text: string): string[] {
  const last = text.lastIndexOf('}');
  const names = new Set<string>();
  for (const match of text.matchAll(/\$\$|\$\{([A-Za-z_][A-Za-z0-9_]*)(?=\}|:?[-?+])/g)) {
    if (match[1] !== undefined && match.index < last) names.add(match[1]);
  }
  return [...names];
}
