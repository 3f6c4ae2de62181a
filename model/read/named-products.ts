/**
 * Lists the products whose services a registry depends on, by its `product/key` in `dependsOn`.
 * @param registry the value of a registry; never trusted
 * @returns their names, each once
 */
export function namedProducts(registry: unknown): string[] {
  const names = new Set<string>();
  for (const entry of Object.values(Object(registry) as Record<string, unknown>)) {
    const { dependsOn } = Object(entry) as { dependsOn?: unknown };
    for (const dependency of Array.isArray(dependsOn) ? (dependsOn as unknown[]) : []) {
      const slash = typeof dependency === 'string' ? dependency.indexOf('/') : -1;
      if (slash !== -1) names.add((dependency as string).slice(0, slash));
    }
  }
  return [...names];
}
