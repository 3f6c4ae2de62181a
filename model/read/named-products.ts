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
  for (const [, name = ''] of JSON.stringify([registry, ...others]).matchAll(referredProduct)) names.add(name);
  return [...names];
}
