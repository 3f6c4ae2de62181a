import { type App, Chart } from 'cdk8s';
import { type Blueprint, configHash, type DevelopmentCredentials, type WaveSetting, type Workload } from '../model/blueprint';
import { PlatformApp, type PlatformAppProps } from './app';
import { withAnyChildren } from './children';
import { OperatorDatabase } from './database/managed-database';
import { createSubject } from './delivery/metadata';
import { ProductNamespace } from './delivery/namespace';
import { ForeignManifest } from './foreign/foreign-manifest';
import { addLintAnnotations } from './lint/annotations';
import { Manifest } from './manifest';
import { addObservability } from './observability/observability';
import { applyPatches, type PatchProblem } from './patch/apply-patches';
import { NamespaceLimitRange } from './policy/limit-range';
import { NamespaceQuota } from './policy/resource-quota';
import { addNetworkPolicies } from './network/network-policy';
import { addRouting } from './routing/routing';
import { addPlatformSecrets } from './secrets/platform-secrets';
import { WorkloadConfigMap } from './service/config-map';
import { WorkloadManifests } from './workload-manifests';

/** A platform as the constructs take it: its blueprint, and the credentials that stand beside it. */
export interface DesignedPlatform {
  readonly blueprint: Blueprint;
  /** Undefined unless the environment's Secrets are derived from a development seed. */
  readonly credentials?: DevelopmentCredentials | undefined;
}

/**
 * Builds the app of one platform: a chart for each file.
 * @param props takes the rendered charts on `synth()`
 */
export function buildApp(platform: DesignedPlatform, props: PlatformAppProps): PlatformApp {
  if (typeof (Object(props) as Partial<PlatformAppProps>).write !== 'function')
    throw new TypeError('`buildApp()` takes `{ write }` beside the platform, a function');
  const app = new PlatformApp(props);
  app.patchProblems = addPlatform(app, platform);
  return app;
}

/**
 * Adds the charts of one platform to any cdk8s app, also a stock one with charts of its own.
 * @returns the patches that did not fit
 */
export function addPlatform(app: App, designed: DesignedPlatform): PatchProblem[] {
  const { blueprint, credentials } = Object(designed) as DesignedPlatform;
  if (typeof blueprint !== 'object')
    throw new TypeError('`buildApp()` and `addPlatform()` take one of the `platforms` of `compile()`, with its `blueprint`');
  withAnyChildren(app);
  const charts = new Map<string, Chart>();
  const chart = (name: string): Chart => {
    const made =
      charts.get(name) ?? withAnyChildren(new Chart(app, name, { namespace: blueprint.namespace, disableResourceNameHashes: true }));
    charts.set(name, made);
    return made;
  };
  const namespace = addNamespace(app, blueprint);
  addSharedConfigs(chart, blueprint);
  addWorkloads(chart, blueprint, credentials?.seed);
  addNetworkPolicies(chart, blueprint);
  addRouting(chart, blueprint);
  addObservability(chart, blueprint);
  addPlatformSecrets({ app, chart, blueprint, credentials });
  if (blueprint.lintAnnotations) addLintAnnotations([...namespace, ...charts.values()]);
  addForeign(app, blueprint);
  return blueprint.patches.length === 0
    ? []
    : applyPatches(
        app.node.findAll().filter((construct): construct is Manifest => construct instanceof Manifest),
        blueprint,
      );
}

/** The namespace with the bounds of its pods: a quota made after them would not count those that wait to be made. */
function addNamespace(app: App, blueprint: Blueprint): Chart[] {
  const { createsNamespace, containerDefaults, quota } = blueprint;
  if (!createsNamespace && quota === undefined && containerDefaults === undefined) return [];
  // A Namespace is in no namespace.
  const chart = new Chart(app, '00-namespace', { disableResourceNameHashes: true });
  if (createsNamespace) new ProductNamespace(chart, 'namespace', blueprint);
  if (quota !== undefined) new NamespaceQuota(chart, 'quota', { setting: blueprint, quota });
  if (containerDefaults !== undefined) new NamespaceLimitRange(chart, 'limit-range', { setting: blueprint, containerDefaults });
  return [chart];
}

function addSharedConfigs(chart: (name: string) => Chart, blueprint: Blueprint): void {
  const { product } = blueprint;
  for (const { config, component, file } of blueprint.sharedConfigs) {
    const subject = createSubject(blueprint, { name: product, instance: product, component });
    new WorkloadConfigMap(chart(file), config.name, { setting: blueprint, subject, name: `${config.name}-${configHash(config)}`, config });
  }
}

/** The id of a workload's construct among those of its file. */
function constructId({ kind, title, lifetime }: Workload): string {
  if (lifetime.kind === 'run-once' && lifetime.onDeletion === true) return 'drop';
  return kind === 'hook' ? `hook-${title}` : kind;
}

function addWorkloads(chart: (name: string) => Chart, blueprint: Blueprint, seed: string | undefined): void {
  for (const workload of blueprint.workloads)
    new WorkloadManifests(chart(workload.file), constructId(workload), {
      setting: settingOf(blueprint, workload),
      workload,
      seed,
    });
  for (const database of blueprint.databases)
    new OperatorDatabase(chart(database.file), 'managed-database', { setting: blueprint, database });
}

/** The setting of the objects of a workload. It is that of all, unless services are ordered by what they depend on. */
function settingOf(blueprint: Blueprint, { service = '' }: Pick<Workload, 'service'>): Blueprint & WaveSetting {
  const depth = blueprint.depths[service];
  return depth === undefined ? blueprint : { ...blueprint, depth };
}

/** The objects of the team, in files of their own, without our reasons for linters. An object of the whole cluster must not get the namespace of a chart. */
function addForeign(app: App, blueprint: Blueprint): void {
  const charts = new Map<string, Chart>();
  for (const [index, foreign] of blueprint.foreign.entries()) {
    const chart = charts.get(foreign.file) ?? new Chart(app, foreign.file, { disableResourceNameHashes: true });
    charts.set(foreign.file, chart);
    new ForeignManifest(chart, `foreign-${index}`, { setting: blueprint, foreign });
  }
}
