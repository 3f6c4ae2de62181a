/**
 * The reasons for the order in which manifests are applied, with the sync wave of each. Argo CD applies a wave at once, and waits until it is healthy before it goes on
 * to the next one. So a wave comes before another only where nothing else orders the two: pods wait for databases and schemas by themselves, and one that waits holds back
 * nobody else.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
export const stageWaves = {
  namespace: -100,
  configuration: -50,
  /** Before the Secrets that are read from the store: one that finds nothing there counts as failed. */
  passwords: -45,
  secrets: -40,
  backing: -30,
  /** Before the databases: a role owns one. Argo CD knows no health of either, so no one waits for them. */
  databaseRole: -25,
  database: -20,
  /** Nothing else orders the pods after the queues that they read. */
  brokerTopology: -15,
  /** The init and migration Jobs of services whose hooks come before the pods: such a hook finds the schema of its image. */
  jobBeforeHooks: -10,
  hookBefore: -5,
  /** Pods, what leads to them, and the Jobs that they wait for. */
  workload: 0,
  autoscaling: 0,
  routes: 0,
  /** Without health: no wave waits for what watches the others. */
  monitoring: 0,
  hookAfter: 20,
} as const;

/** Why an object is applied when it is. */
export type Stage = keyof typeof stageWaves;

/** What may be without health for ever: routes without an address, autoscalers without metrics. */
const mayNeverBeHealthy: ReadonlySet<Stage> = new Set(['autoscaling', 'routes']);

/** What the sync waves of a platform depend on beside the stages. */
export interface WaveSetting {
  /** Whether anything comes after the pods. */
  readonly laterWaves: boolean;
  /** The depth of the service that depends on most others, one after the other; 0 if services are not ordered by what they depend on. */
  readonly lastDepth: number;
  /**
   * The depth of the service that an object belongs to.
   * @default 0
   */
  readonly depth?: number;
}

/**
 * The sync wave of an object. Argo CD waits for all waves but the last one, so what may never be healthy stands in that one if anything comes after the pods. The waves of services that
 * are ordered by what they depend on follow each other between the two.
 */
export function waveOf(stage: Stage, { laterWaves, lastDepth, depth = 0 }: WaveSetting): number {
  if (stage === 'hookAfter' || (laterWaves && mayNeverBeHealthy.has(stage))) return stageWaves.hookAfter + lastDepth;
  return stageWaves[stage] + (stage === 'workload' ? depth : 0);
}
