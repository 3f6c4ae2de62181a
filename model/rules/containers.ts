import { boundedSuggest } from '../../diagnostics';
import { escapeReferences, hidesImage, isUnderPath, pathsClash, writablePathFlaw } from '../../formats';
import { serviceId } from '../blueprint';
import { placeOf } from '../origin';
import { type ConfigVariable, helpersOf, type Platform, type Service } from '../platform';
import { programPaths, writableDirectories } from './facts/directories';
import { type AreaRules, type Report, rule } from './rule';

/** Reports services whose variables fit each, and together are more than can be applied. */
const textInvalid = rule('text-invalid', ({ platform }, report) => {
  const limit = kibibytes(mostConfiguration);
  for (const { key, config, place } of platform.services) {
    const bytes = configurationBytes(config);
    if (bytes > mostConfiguration) report({ what: key, problem: 'configuration', found: kibibytes(bytes), limit }, place);
  }
});

/**
 * `kubectl apply` copies an object as JSON into an annotation, and all annotations of an object have at most 256 KiB. Sixteen are left for what a
 * Deployment has beside its plain variables.
 * @see https://kubernetes.io/docs/reference/kubectl/generated/kubectl_apply/kubectl_apply_view-last-applied/
 */
const mostConfiguration = 240 * 1024;

/** Measures the plain configuration of a service as `kubectl apply` writes it down; 0 if it is so little that its exact size does not matter. */
function configurationBytes(config: readonly ConfigVariable[]): number {
  const units = config.reduce((sum, { name, value }) => sum + name.length + value.length + 4, 0);
  // Most of them are small: a code unit has at most six bytes in JSON.
  if (units * 6 <= mostConfiguration) return 0;
  const json = JSON.stringify(config.map(({ name, value }) => ({ name, value: escapeReferences(value) })));
  // Go writes these as `\u003c` and its like.
  const escaped = json.match(/[<>&]/g)?.length ?? 0;
  return Buffer.byteLength(json) + escaped * 5;
}

function kibibytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KiB`;
}

/** Reports directories that would hide the CA certificate of the service's database server, or be hidden by it, or hide what images of the runtime bring. */
const writablePathInvalid = rule('writable-path-invalid', ({ platform }, report) => {
  for (const service of platform.services) {
    reportHelperPaths(platform, service, report);
    const certificate = service.database?.server?.certificateAuthority?.path;
    const mounted = certificate?.slice(0, certificate.lastIndexOf('/'));
    const ofProgram = programPaths[service.runtime];
    for (const { path, place, taken } of writableDirectories(platform, service)) {
      if (writablePathFlaw(path) !== undefined) continue;
      const reason =
        (mounted === undefined ? undefined : reasonAgainst(path, mounted)) ??
        (ofProgram?.has(path) === true ? hidesImage : undefined) ??
        (taken ? 'a volume is mounted there' : undefined);
      if (reason !== undefined) report({ path, reason }, place);
    }
  }
});

function reasonAgainst(path: string, mounted: string): string | undefined {
  if (isUnderPath(path, mounted)) return `\`${mounted}\` is mounted by something else`;
  return isUnderPath(mounted, path) ? `\`${mounted}\`, which is mounted by something else, is under it` : undefined;
}

/** The names of the containers that Cadastre itself puts into the pods of services and their Jobs. */
const ownNames: ReadonlySet<string> = new Set([
  'app',
  'check-migration',
  'migrate',
  'psql',
  'record-migration',
  'wait-for-database',
  'wait-for-migration',
]);

/** Reports containers beside that of a service that have the name of another container of its pods. */
const containerNameTaken = rule('container-name-taken', ({ platform }, report) => {
  for (const service of platform.services) {
    const sidecars = new Set(service.sidecars.map(({ name }) => name));
    for (const { name, field } of helpersOf(service)) {
      const isSidecar = field === 'init' && sidecars.has(name);
      if (!isSidecar && !ownNames.has(name)) continue;
      report({ name, sidecar: isSidecar }, { ...placeOf(platform, 'services', service.key, field, name), key: true });
    }
  }
});

/** Reports paths that a container beside that of a service should see, and that the service does not have. */
const containerMountUnknown = rule('container-mount-unknown', ({ platform, blueprint }, report) => {
  const pods = new Map(blueprint.workloads.map(({ id, pod }) => [id, pod]));
  for (const service of platform.services) {
    const helpers = helpersOf(service);
    if (helpers.length === 0) continue;
    const [app] = pods.get(serviceId(service))?.containers ?? [];
    const paths = (app?.mounts ?? []).flatMap(({ path }) => (path === '/tmp' ? [] : [path]));
    const known = new Set(paths);
    const suggest = boundedSuggest(paths);
    for (const { name, field, mounts } of helpers) {
      for (const [index, path] of mounts.entries()) {
        if (known.has(path)) continue;
        const at = placeOf(platform, 'services', service.key, field, name, 'mounts', index);
        report({ path, service: service.key, suggestion: suggest(path) }, at);
      }
    }
  }
});

/** Reports paths that a container beside that of a service writes to alone, where it also sees something of the service. */
function reportHelperPaths(platform: Platform, service: Service, report: Report<'writable-path-invalid'>): void {
  for (const { name, field, mounts, writablePaths } of helpersOf(service)) {
    for (const [index, path] of writablePaths.entries()) {
      const other = writablePathFlaw(path) === undefined ? mounts.find((mount) => pathsClash(mount, path)) : undefined;
      if (other !== undefined)
        report(
          { path, reason: `\`${other}\` is among its \`mounts\`` },
          placeOf(platform, 'services', service.key, field, name, 'writablePaths', index),
        );
    }
  }
}

/** The rules about containers. */
export const containersRules: AreaRules<'containers'> = [textInvalid, writablePathInvalid, containerNameTaken, containerMountUnknown];
