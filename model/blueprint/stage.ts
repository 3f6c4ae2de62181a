/**
 * The reasons for the order in which manifests are applied, with the sync wave of each. Argo CD waits for each wave to be healthy, except for the
 * last one, so what may wait for ever stands there: routes for an address, autoscalers for metrics.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
export const stageWaves = {
  namespace: -100,
  configuration: -50,
  /** Before the Secrets that are read from the store: one that finds nothing there counts as failed. */
  passwords: -45,
  secrets: -40,
  backing: -30,
  /** Before the databases: a role owns one. */
  databaseRole: -25,
  databaseInit: -20,
  /** After the databases that they are guests of. */
  databaseGuest: -15,
  migrate: -10,
  hookBefore: -5,
  workload: 0,
  availability: 5,
  /** An autoscaler counts as degraded until there are metrics: what came after it would wait for those, or for ever without them. */
  autoscaling: 20,
  routes: 20,
  /** In the last wave: one that fails must not hold back the routes. */
  hookAfter: 20,
} as const;

/** Why an object is applied when it is. */
export type Stage = keyof typeof stageWaves;
