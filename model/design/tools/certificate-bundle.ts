import { posix } from 'node:path';
import { certificateAuthority } from '../../backing/postgres/client';
import { type Container, type MountedVolume, type ProjectedKey, scratchVolume, type Volume } from '../../blueprint';
import type { CertificateAuthority, Postgres, Tool } from '../../platform';

/** The CA certificates of several servers in one pod. */
export interface CertificateBundle {
  /** The file with all of them; undefined if no connection is encrypted. */
  readonly path: string | undefined;
  readonly volumes: readonly MountedVolume[];
  /** Volumes that the tool itself does not see. */
  readonly hiddenVolumes: readonly Volume[];
  /** Puts the file together before the tool starts. */
  readonly initContainers: readonly Container[];
}

const sources = 'postgres-ca-sources';
const sourcesPath = `/var/run/${sources}`;

/**
 * Gives a tool the CA certificates of all servers in one file, since libpq takes one by its environment. If there is only one, its ConfigMap or
 * Secret is that file.
 */
export function certificateBundle(tool: Tool, servers: readonly Postgres[]): CertificateBundle {
  const encrypted = new Map(
    servers.flatMap((server) =>
      server.certificateAuthority === undefined ? [] : [[sourceOf(server.certificateAuthority), server] as const],
    ),
  );
  const [first] = encrypted.values();
  if (first?.certificateAuthority === undefined) return { path: undefined, volumes: [], hiddenVolumes: [], initContainers: [] };
  const { path } = first.certificateAuthority;
  if (encrypted.size === 1) return { path, volumes: certificateAuthority(first), hiddenVolumes: [], initContainers: [] };
  const input: MountedVolume = {
    volume: {
      kind: 'projected',
      name: sources,
      sources: projectedKeys([...encrypted.values()].flatMap((server) => server.certificateAuthority ?? [])),
    },
    mount: { volume: sources, path: sourcesPath, file: undefined, readOnly: true },
  };
  const output = scratchVolume('postgres-ca', posix.dirname(path), '1Mi');
  return {
    path,
    volumes: [{ ...output, mount: { ...output.mount, readOnly: true } }],
    hiddenVolumes: [input.volume],
    initContainers: [
      {
        name: 'certificates',
        image: tool.image,
        imagePullPolicy: tool.imagePullPolicy,
        // A certificate may end without a line feed.
        command: ['/bin/sh', '-ec', `for file in ${sourcesPath}/*.crt; do cat "$file"; echo; done > ${path}`],
        args: undefined,
        variables: [],
        ports: [],
        probes: undefined,
        stopDelaySeconds: undefined,
        resources: tool.resources,
        user: tool.user,
        capabilities: [],
        mounts: [input.mount, output.mount],
      },
    ],
  };
}

/** A ConfigMap and a Secret of one name are two. */
function sourceOf(authority: CertificateAuthority): string {
  return 'secret' in authority ? `secret/${authority.secret}` : `configmap/${authority.configMap}`;
}

function projectedKeys(authorities: readonly CertificateAuthority[]): ProjectedKey[] {
  return authorities.map((authority, index) => ({
    kind: 'secret' in authority ? 'Secret' : 'ConfigMap',
    name: 'secret' in authority ? authority.secret : authority.configMap,
    key: 'ca.crt',
    path: `${index}.crt`,
  }));
}
