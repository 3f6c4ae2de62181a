import { escapeReferences, hidesImage, isUnderPath, writablePathFlaw } from '../../formats';
import type { ConfigVariable } from '../platform';
import { programPaths, writableDirectories } from './facts/directories';
import { type AreaRules, rule } from './rule';

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

/** The rules about containers. */
export const containersRules: AreaRules<'containers'> = [textInvalid, writablePathInvalid];
