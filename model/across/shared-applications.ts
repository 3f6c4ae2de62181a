import { createDiagnostic, type Diagnostic } from '../../diagnostics';
import type { CompiledPlatform } from '../compiled';

/** Reports Applications that two platforms would have under one name. Argo CDs in namespaces of one name are taken to be one. */
export function sharedApplications(platforms: readonly CompiledPlatform[]): Diagnostic[] {
  const owners = new Map<string, CompiledPlatform['platform']>();
  return platforms.flatMap(({ platform, blueprint: { argo } }) => {
    const settings = platform.argo;
    if (argo === undefined || settings === undefined) return [];
    const first = argo.applications.flatMap(({ name }) => {
      const id = `${argo.namespace}/${name}`;
      const owner = owners.get(id);
      if (owner === undefined) owners.set(id, platform);
      // Two folders of one product are a finding of their own.
      const isOther =
        owner !== undefined && owner !== platform && (owner.product !== platform.product || owner.environment !== platform.environment);
      return isOther ? [{ name, owner }] : [];
    })[0];
    if (first === undefined) return [];
    const titleOf = ({ product, environment }: typeof platform): string => `${product}/${environment}`;
    return [
      createDiagnostic(
        'argocd-application-shared',
        { name: first.name, platform: titleOf(platform), other: titleOf(first.owner) },
        settings.place,
        { related: [{ label: 'also delivered by Argo CD', place: first.owner.argo?.place ?? first.owner.sources.overlay }] },
      ),
    ];
  });
}
