import { type Container, type Mount, type MountedVolume, ownWritableVolumes, scratchVolume, type Volume } from '../blueprint';
import type { HelperContainer, Service } from '../platform';
import { containerPorts } from './ports';
import { helperProbes } from './probes';

/** The containers beside that of a service as parts of its pods. */
export interface DesignedHelpers {
  /** Started first, and stopped last. */
  readonly sidecars: readonly Container[];
  /** Run to their ends, one after the other. */
  readonly init: readonly Container[];
  /** The volumes that are theirs alone. */
  readonly volumes: readonly Volume[];
}

const none: DesignedHelpers = { sidecars: [], init: [], volumes: [] };

/**
 * Makes the sidecars and init containers of a service.
 * @param mounts those of the service's own container, which the others may share
 */
export function designHelpers(service: Service, mounts: readonly Mount[]): DesignedHelpers {
  if (service.sidecars.length + service.init.length === 0) return none;
  const volumes: Volume[] = [];
  const make = (helper: HelperContainer): Container => {
    const own = ownVolumes(helper);
    volumes.push(...own.map(({ volume }) => volume));
    const shared = mounts.filter(({ path }) => helper.mounts.includes(path));
    return toContainer(service, helper, [...own.map(({ mount }) => mount), ...shared]);
  };
  return {
    sidecars: service.sidecars.map((helper) => ({ ...make(helper), sidecar: true })),
    init: service.init.map(make),
    volumes,
  };
}

/** A `/tmp` of its own, because two programs may give their files the same names, and the directories that it alone writes to. */
function ownVolumes({ name, writablePaths }: HelperContainer): MountedVolume[] {
  return [scratchVolume(`tmp-${name}`, '/tmp', '64Mi'), ...ownWritableVolumes(name, writablePaths)];
}

function toContainer(service: Service, helper: HelperContainer, mounts: readonly Mount[]): Container {
  const { name, image, command, args, env, resources, user, health } = helper;
  const ports = service.ports.filter(({ sidecar }) => sidecar === name);
  return {
    name,
    image,
    imagePullPolicy: service.imagePullPolicy,
    command,
    args,
    variables: env,
    ports: containerPorts(ports),
    probes: health === undefined ? undefined : helperProbes(health, ports),
    stopDelaySeconds: undefined,
    resources,
    user: user ?? service.user,
    capabilities: [],
    mounts,
  };
}
