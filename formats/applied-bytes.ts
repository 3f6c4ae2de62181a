/**
 * `kubectl apply` copies an object as JSON into an annotation, and all annotations of an object have at most 256 KiB. One is left for the rest
 * of the object.
 * @see https://kubernetes.io/docs/reference/kubectl/generated/kubectl_apply/kubectl_apply_view-last-applied/
 */
export const mostApplied = 255 * 1024;

/** A text of a ConfigMap under its name. */
interface NamedText {
  readonly name: string;
  readonly value: string;
}

/** Measures texts as `kubectl apply` copies them; 0 if they are so short that their exact size does not matter. */
export function appliedBytes(texts: readonly NamedText[]): number {
  const units = texts.reduce((sum, { name, value }) => sum + name.length + value.length + 6, 2);
  // Most of them are small: a code unit has at most six bytes in JSON.
  if (units * 6 <= mostApplied) return 0;
  const json = JSON.stringify(Object.fromEntries(texts.map(({ name, value }) => [name, value])));
  // Go writes these as `\u003c` and its like.
  const escaped = json.match(/[<>&]/g)?.length ?? 0;
  return Buffer.byteLength(json) + escaped * 5;
}
