import { appliedBytes, fileKeys, mostApplied } from '../../formats';
import { configHash, type ConfigObject, contentHash, type Mount, type MountedVolume, type Volume } from '../blueprint';
import type { Service } from '../platform';

/** The permissions of files out of Secrets: the user of the pod and its group read them. */
const secretMode = 0o440;

/** The files of a service as parts of its pods. */
export interface DesignedFiles {
  /** The config object with the files, named by its content; empty if there are none. */
  readonly configs: readonly ConfigObject[];
  readonly volumes: readonly Volume[];
  /** One for each file, by its path. */
  readonly mounts: readonly Mount[];
}

const none: DesignedFiles = { configs: [], volumes: [], mounts: [] };

/**
 * Puts the files of a service into a config object of their own and those out of Secrets into one volume, and mounts each by itself: what else is in its directory
 * stays. A file that is mounted so never changes under a container, which is why the config object is named by its content.
 */
export function designFiles({ name, files, secretFiles }: Pick<Service, 'name' | 'files' | 'secretFiles'>): DesignedFiles {
  if (files.length + secretFiles.length === 0) return none;
  const plain = filesVolume(`${name}-files`, files);
  const secret = secretFilesVolume(secretFiles);
  return {
    configs: plain?.config === undefined ? [] : [plain.config],
    volumes: [...(plain === undefined ? [] : [plain.volume]), ...(secret === undefined ? [] : [secret.volume])],
    mounts: [...(plain?.mounts ?? []), ...(secret?.mounts ?? [])],
  };
}

interface Files extends Pick<MountedVolume, 'volume'> {
  readonly mounts: readonly Mount[];
}

function filesVolume(config: string, files: Service['files']): (Files & { readonly config: ConfigObject }) | undefined {
  if (files.length === 0) return undefined;
  const keys = keysOf(files);
  const data: Record<string, string> = {};
  const binaryData: Record<string, string> = {};
  for (const { path, content } of files) {
    const key = keys.get(path) ?? '';
    // What could not be read is a finding: nothing is written.
    if (content !== undefined && 'base64' in content) binaryData[key] = content.base64;
    else data[key] = content?.text ?? '';
  }
  const object: ConfigObject = {
    name: config,
    hashed: true,
    data,
    ...(Object.keys(binaryData).length > 0 && { binaryData }),
    ...(isLarge({ ...data, ...binaryData }) && { large: true }),
  };
  return {
    config: object,
    volume: { kind: 'config', name: 'files', config, hash: configHash(object) },
    mounts: mountsOf('files', keys),
  };
}

function isLarge(texts: Readonly<Record<string, string>>): boolean {
  return appliedBytes(Object.entries(texts).map(([name, value]) => ({ name, value }))) > mostApplied;
}

function secretFilesVolume(files: Service['secretFiles']): Files | undefined {
  if (files.length === 0) return undefined;
  const keys = keysOf(files);
  const sources = files.map(({ path, secret: { name, key } }) => ({ kind: 'Secret', name, key, path: keys.get(path) ?? '' }) as const);
  return { volume: { kind: 'projected', name: 'secret-files', sources, mode: secretMode }, mounts: mountsOf('secret-files', keys) };
}

function keysOf(files: readonly { readonly path: string }[]): ReadonlyMap<string, string> {
  return fileKeys(
    files.map(({ path }) => path),
    contentHash,
  );
}

function mountsOf(volume: string, keys: ReadonlyMap<string, string>): Mount[] {
  return [...keys].map(([path, file]) => ({ volume, path, file, readOnly: true }));
}
