/**
 * Whether a text names an object by its kind and name, such as `StatefulSet/postgres`. Roles and their bindings have names with colons and capitals, too.
 * @returns true if it does; never throws
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names
 */
export function isObjectTitle(text: string): boolean {
  return (
    text.length <= 320 &&
    /^[A-Z][A-Za-z0-9]*\/(?:[a-z0-9](?:[-.a-z0-9]*[a-z0-9])?|(?<=^(?:Cluster)?Role(?:Binding)?\/)[A-Za-z0-9][-.:_A-Za-z0-9]*)$/.test(text)
  );
}
