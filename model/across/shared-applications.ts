import { type ArgumentsOf, createDiagnostic, type Diagnostic } from '../../diagnostics';
import type { ArgoTree } from '../blueprint';
import type { CompiledPlatform } from '../compiled';

/** What Argo CD would have of a platform, by kind and name. */
function objectsOf({
  applications,
  projects,
  set,
  previews,
}: ArgoTree): { readonly kind: ArgumentsOf<'argocd-application-shared'>['kind']; readonly name: string }[] {
  return [
    ...applications.map(({ name }) => ({ kind: 'Application', name }) as const),
    ...projects.map(({ name }) => ({ kind: 'AppProject', name }) as const),
    ...[set, previews].flatMap((one) => (one === undefined ? [] : [{ kind: 'ApplicationSet', name: one.name } as const])),
  ];
}

/** Reports Applications, projects and sets that two platforms would have under one name. Argo CDs in namespaces of one name are taken to be one. */
export function sharedApplications(platforms: readonly CompiledPlatform[]): Diagnostic[] {
  const owners = new Map<string, CompiledPlatform['platform']>();
  return platforms.flatMap(({ platform, blueprint: { argo } }) => {
    const settings = platform.argo;
    if (argo === undefined || settings === undefined) return [];
    const first = objectsOf(argo).flatMap(({ kind, name }) => {
      const id = `${argo.namespace}/${kind}/${name}`;
      const owner = owners.get(id);
      if (owner === undefined) owners.set(id, platform);
      // Two folders of one product are a finding of their own.
      const isOther =
        owner !== undefined && owner !== platform && (owner.product !== platform.product || owner.environment !== platform.environment);
      return isOther ? [{ kind, name, owner }] : [];
    })[0];
    if (first === undefined) return [];
    const titleOf = ({ product, environment }: typeof platform): string => `${product}/${environment}`;
    return [
      createDiagnostic(
        'argocd-application-shared',
        { kind: first.kind, name: first.name, platform: titleOf(platform), other: titleOf(first.owner) },
        settings.place,
        { related: [{ label: 'also delivered by Argo CD', place: first.owner.argo?.place ?? first.owner.sources.overlay }] },
      ),
    ];
  });
}
