import { toLabelValue } from '../../../formats';
import {
  type Container,
  type Mount,
  type MountedVolume,
  temporaryVolume,
  type Variable,
  type Volume,
  type Workload,
  toolId,
} from '../../blueprint';
import type { Platform, Tool } from '../../platform';
import { podPlacement } from '../placement';
import { secretsThatRestart } from '../restarts';
import { httpPort } from '../ports';
import { httpProbes, stopDelaySeconds } from '../probes';

/** The parts of a development tool that are particular to it. */
export interface ToolDesign {
  /** Undefined for the image's own. */
  readonly command: readonly string[] | undefined;
  readonly variables: readonly Variable[];
  /** The path that answers as soon as the tool can be used. */
  readonly readyPath: string;
  /** Volumes beside `/tmp`. */
  readonly volumes: readonly MountedVolume[];
  /**
   * Volumes that the tool's container does not see.
   * @default none
   */
  readonly hiddenVolumes?: readonly Volume[];
  /**
   * Run before the tool.
   * @default none
   */
  readonly initContainers?: readonly Container[];
  /**
   * More places where a volume is mounted.
   * @default none
   */
  readonly mounts?: readonly Mount[];
  /**
   * The tool's files, by name.
   * @default none
   */
  readonly config?: Readonly<Record<string, string>>;
  /**
   * Capabilities that the image's program cannot be started without.
   * @default none
   */
  readonly capabilities?: readonly string[];
  /** The ids of the workloads that it waits for. */
  readonly waitsFor: readonly string[];
}

/** The name of a tool's config object. */
export function toolConfigName({ name }: Pick<Tool, 'name'>): string {
  return `${name}-config`;
}

/** A development tool: one pod that keeps nothing. */
export function toolWorkload(platform: Platform, tool: Tool, design: ToolDesign): Workload {
  const { name, image, user } = tool;
  const volumes = [temporaryVolume, ...design.volumes];
  return {
    id: toolId(tool),
    kind: 'tool',
    title: name,
    name,
    file: name,
    service: undefined,
    identity: { name, component: 'tool' },
    description: {
      instance: name,
      version: image.tag === undefined ? undefined : toLabelValue(image.tag),
      label: undefined,
      layer: undefined,
      team: undefined,
      dockerfile: undefined,
      digest: undefined,
      egress: undefined,
    },
    // Two at once would keep twice the connections, and nothing is waiting.
    lifetime: { kind: 'replicated', scaling: { replicas: 1 }, rollout: 'recreate', settleSeconds: undefined, progressSeconds: 600 },
    pods: { least: 1, most: 1 },
    pod: {
      user,
      stopSeconds: 30,
      priorityClassName: undefined,
      placement: podPlacement(platform),
      spread: false,
      shownContainer: undefined,
      initContainers: design.initContainers ?? [],
      containers: [
        {
          name,
          image,
          imagePullPolicy: tool.imagePullPolicy,
          command: design.command,
          args: undefined,
          variables: design.variables,
          ports: [httpPort('http', tool.port)],
          probes: httpProbes(design.readyPath),
          stopDelaySeconds,
          resources: tool.resources,
          user,
          capabilities: design.capabilities ?? [],
          mounts: [...volumes.map(({ mount }) => mount), ...(design.mounts ?? [])],
        },
      ],
      volumes: [...volumes.map(({ volume }) => volume), ...(design.hiddenVolumes ?? [])],
    },
    reachable: true,
    account: { name, own: true },
    configs: design.config === undefined ? [] : [{ name: toolConfigName(tool), hashed: false, data: design.config }],
    metrics: undefined,
    outgoingKnown: true,
    waitsFor: design.waitsFor,
    restartedBy: secretsThatRestart(platform, { env: design.variables }),
    access: undefined,
    stage: 'workload',
    place: tool.place,
  };
}
