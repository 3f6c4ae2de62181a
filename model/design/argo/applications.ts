import { previewNumberExpression } from '../../../formats';
import type { ArgoApplication, ArgoDestination } from '../../blueprint';
import type { ArgoSettings, Platform } from '../../platform';
import type { Carried } from './carried';
import { ignoredFields } from './ignored-fields';
import { treeFiles } from './tree-files';

/** The ending of the files of a tree. */
const ending = '.k8s.yaml';

/**
 * The Applications of a platform. A hostname starts with a letter, so what is named with a digit is no service; and the parent has another name than an Application of the whole product: under the
 * same one it would take all that the product has for its own, and prune it.
 */
export function designApplications(platform: Platform, argo: ArgoSettings, carried: Carried): ArgoApplication[] {
  const { product, environment, namespace } = platform;
  const prefix = `${product}-${environment}`;
  const common = {
    service: undefined,
    project: argo.project ?? prefix,
    repoURL: argo.repoURL,
    targetRevision: argo.targetRevision,
    path: argo.path,
    files: undefined,
    leavesOut: [],
    plugin: argo.plugin,
    destination: { ...argo.destination, namespace },
    wave: undefined,
    automated: argo.automated,
    ignored: [],
  } as const;
  const fieldsIn = ignoredFields(carried.foreign);
  if (platform.preview !== undefined) {
    const destination = { ...argo.destination, namespace: withAnyNumber(platform, previewNumberExpression) };
    return [
      {
        ...common,
        name: `${prefix}-${previewNumberExpression}`,
        file: '01-application',
        carries: 'product',
        destination,
        ignored: fieldsIn(undefined),
      },
    ];
  }
  if (argo.applications === 'product')
    return [{ ...common, name: prefix, file: '01-application', carries: 'product', ignored: fieldsIn(undefined) }];

  const files = treeFiles(carried, namespace);
  const byDepth = argo.waves === 'dependencies';
  const waveOf = (depth: number): number => 1 + (byDepth ? depth : 0);
  const lastWave = Math.max(...[...files.services.map(({ depth }) => depth), files.depthOfOthers, 0].map(waveOf));
  const application = (
    name: string,
    carries: ArgoApplication['carries'],
    carried: readonly string[],
    wave: number,
  ): Omit<ArgoApplication, 'file'> => ({
    ...common,
    name: `${prefix}-${name}`,
    carries,
    files: carried.map((file) => `${file}${ending}`),
    wave: argo.set ? undefined : wave,
    ignored: fieldsIn(carried),
  });
  // Nobody may have to wait for routes, which may get no address. They come after the services only where those are waited for anyway, and beside them elsewhere, so that a service
  // which is broken keeps no route back.
  const routesWave = byDepth && files.routesLead ? lastWave + 1 : 1;
  const ofNobody: readonly (readonly [carries: 'shared' | 'others' | 'routes', files: readonly string[], wave: number])[] = [
    ['shared', files.shared, 0],
    ['others', files.others, waveOf(files.depthOfOthers)],
    ['routes', files.routes, routesWave],
  ];
  return [
    ...(argo.set ? [] : [designParent(platform, argo)]),
    ...ofNobody
      .filter(([, carried]) => carried.length > 0)
      .map(([carries, carried, wave]) => ({ ...application(`0-${carries}`, carries, carried, wave), file: `02-${carries}` })),
    ...files.services.map(({ key, file, depth }) => ({ ...application(file, 'service', [file], waveOf(depth)), service: key, file })),
  ];
}

/** The namespace of previews with something in place of the number. */
export function withAnyNumber({ namespace, preview }: Pick<Platform, 'namespace' | 'preview'>, number: string): string {
  const end = `-${preview?.number ?? ''}`;
  return preview !== undefined && namespace.endsWith(end) ? `${namespace.slice(0, -end.length)}-${number}` : namespace;
}

/** The Application that applies the other ones. It is not in the folder that it reads, but beside it by its file. */
function designParent(platform: Platform, argo: ArgoSettings): ArgoApplication {
  return {
    name: `${platform.product}-${platform.environment}-0-applications`,
    file: '01-applications',
    carries: 'applications',
    service: undefined,
    project: argo.project ?? parentProject(platform),
    repoURL: argo.repoURL,
    targetRevision: argo.targetRevision,
    path: argo.applicationsPath ?? `dist/argocd/${platform.product}/${platform.environment}`,
    files: undefined,
    // What an administrator applies: whoever can commit must not be able to widen the project.
    leavesOut: ['00-*', '01-*'],
    plugin: undefined,
    destination: ownDestination(argo),
    wave: undefined,
    automated: argo.automated,
    ignored: [],
  };
}

/** The name of the project that the parent of the Applications has. */
export function parentProject({ product, environment }: Pick<Platform, 'product' | 'environment'>): string {
  return `${product}-${environment}-applications`;
}

/** Where the Applications themselves are: in the cluster that Argo CD runs in. */
export function ownDestination({ namespace }: Pick<ArgoSettings, 'namespace'>): ArgoDestination {
  return { server: 'https://kubernetes.default.svc', namespace };
}
