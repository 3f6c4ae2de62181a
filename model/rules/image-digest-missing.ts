import type { Place } from '../../diagnostics';
import { rule } from './rule';

/** Reports services whose image has no digest, in an environment that wants one of each. What one spot is to blame for is reported once. */
export const imageDigestMissing = rule('image-digest-missing', ({ platform }, report) => {
  if (!platform.requireDigest) return;
  const { product, environment } = platform;
  const missing = new Map<string, { readonly place: Place; readonly services: string[] }>();
  for (const { key, image, origins } of platform.services) {
    if (image.digest !== undefined) continue;
    const { place } = origins.tag;
    const id = JSON.stringify([place.file, place.path]);
    const group = missing.get(id) ?? { place, services: [] };
    missing.set(id, group);
    group.services.push(key);
  }
  for (const { place, services } of missing.values()) report({ services, product, environment }, place);
});
