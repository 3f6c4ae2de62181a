import { posix } from 'node:path';
import type { k8s } from 'cdk8s-plus-28';
import { formatImageReference } from '../../formats';
import type { CertificateAuthority, Postgres, Tool } from '../../model/platform';
import { certificateAuthority } from '../database/postgres-client';
import type { Plain } from '../manifest';
import { containerSecurityContext } from '../service/pod-security';
import { resourceRequirements } from '../service/resource-requirements';
import { type MountedVolume, scratchVolume } from '../service/volumes';

/** The CA certificates of several servers in one pod. */
export interface CertificateBundle {
  /** The file with all of them; nothing where no connection is encrypted. */
  readonly path: string | undefined;
  readonly volumes: readonly MountedVolume[];
  /** Volumes that the tool itself does not see. */
  readonly hiddenVolumes: readonly Plain<k8s.Volume>[];
  /** What puts the file together before the tool starts. */
  readonly initContainers: readonly Plain<k8s.Container>[];
}

const sources = 'postgres-ca-sources';
const sourcesPath = `/var/run/${sources}`;

/**
 * Gives a tool the CA certificates of all servers in one file, since libpq takes one by its environment. Where there is only one, its ConfigMap or Secret is that file.
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
  const input = projectedVolume([...encrypted.values()].flatMap(({ certificateAuthority: authority }) => authority ?? []));
  const output = scratchVolume('postgres-ca', posix.dirname(path), '1Mi');
  return {
    path,
    volumes: [{ ...output, mount: { ...output.mount, readOnly: true } }],
    hiddenVolumes: [input.volume],
    initContainers: [
      {
        name: 'certificates',
        image: formatImageReference(tool.image),
        imagePullPolicy: tool.imagePullPolicy,
        // A certificate may end without a line feed.
        command: ['/bin/sh', '-ec', `for file in ${sourcesPath}/*.crt; do cat "$file"; echo; done > ${path}`],
        resources: resourceRequirements(tool.resources),
        securityContext: containerSecurityContext(tool.user),
        volumeMounts: [input.mount, output.mount],
      },
    ],
  };
}

/** A ConfigMap and a Secret of one name are two. */
function sourceOf(authority: CertificateAuthority): string {
  return 'secret' in authority ? `secret/${authority.secret}` : `configmap/${authority.configMap}`;
}

function projectedVolume(authorities: readonly CertificateAuthority[]): MountedVolume {
  const projected = authorities.map((authority, index) => {
    const items = [{ key: 'ca.crt', path: `${index}.crt` }];
    return 'secret' in authority ? { secret: { name: authority.secret, items } } : { configMap: { name: authority.configMap, items } };
  });
  return { volume: { name: sources, projected: { sources: projected } }, mount: { name: sources, mountPath: sourcesPath, readOnly: true } };
}
