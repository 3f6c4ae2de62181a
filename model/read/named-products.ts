/** The product in a reference to a service of another product, such as `${services.platform/auth.url}`. */
const referredProduct = /\$\{services\.([^/."}]+)\//g;

/**
 * Lists the products whose services a product depends on: by `product/key` in `dependsOn`, or by references in texts.
 * @param registry the value of a registry; never trusted
 * @param others the values of the other files whose texts may have references: the product manifest, the overlays
 * @returns their names, each once
 */
export function namedProducts(registry: unknown, ...others: readonly unknown[]): string[] {
  const names = new Set<string>();
  for (const entry of Object.values(Object(registry) as Record<string, unknown>)) {
    const { dependsOn } = Object(entry) as { dependsOn?: unknown };
    for (const dependency of Array.isArray(dependsOn) ? (dependsOn as unknown[]) : []) {
      const slash = typeof dependency === 'string' ? dependency.indexOf('/') : -1;
      if (slash !== -1) names.add((dependency as string).slice(0, slash));
    }
  }
  for (const text of textsIn([registry, ...others])) for (const [, name = ''] of text.matchAll(referredProduct)) names.add(name);
  return [...names];
}

/** Every string in a value, which may hold itself: an alias of YAML can. */
export function* textsIn(value: unknown): Generator<string> {
  const left = [value];
  const seen = new Set<unknown>();
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next === 'string') yield next;
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    for (const inner of Object.values(next)) left.push(inner);
  }
}
