import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompiledPlatform, ProductInput } from '../model';
import { generateInput, type Graph, type Policies } from './generate-registry';

/** Seconds of CPU time of each stage, with the size of the output. */
export interface Measurement {
  readonly size: number;
  readonly objects: number;
  readonly bytes: number;
  /** Seconds by stage; for the floor and stock cdk8s a single stage. */
  readonly stages: Readonly<Record<string, number>>;
  readonly total: number;
  /** The process's largest resident set, in mebibytes. */
  readonly peakMebibytes: number;
}

type Json = Record<string, unknown> & { apiVersion: string; kind: string; metadata: Record<string, unknown> };

const lib = join(__dirname, '..', 'lib');

/** The subjects: the whole way from the input's values to files, its floor, and the stock app. */
const subjects = { ours, floor, stock };

/** Measures one subject in this process and prints the measurement as JSON. Called by `main.ts` in a process of its own. */
function main([subject, size, graph, policies]: readonly string[]): void {
  const directory = mkdtempSync(join(tmpdir(), 'cadastre-bench-'));
  try {
    const { objects, bytes, stages } = subjects[subject as keyof typeof subjects](
      Number(size),
      graph as Graph,
      directory,
      policies as Policies | undefined,
    );
    const total = Object.values(stages).reduce((sum, seconds) => sum + seconds, 0);
    const peakMebibytes = process.resourceUsage().maxRSS / 1024;
    process.stdout.write(JSON.stringify({ size: Number(size), objects, bytes, stages, total, peakMebibytes } satisfies Measurement));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

type Result = Pick<Measurement, 'objects' | 'bytes' | 'stages'>;

function ours(size: number, graph: Graph, directory: string, policies?: Policies): Result {
  const { buildApp } = require(join(lib, 'constructs.js')) as typeof import('../constructs');
  const { renderFiles, writeManifests } = require(join(lib, 'output.js')) as typeof import('../output');
  const compileOne = loadCompiler();
  const input = generateInput(size, graph, policies);
  const stages: Record<string, number> = {};
  const timed = <T>(stage: string, work: () => T): T => {
    const start = process.cpuUsage();
    const result = work();
    const { user, system } = process.cpuUsage(start);
    stages[stage] = (user + system) / 1e6;
    return result;
  };
  const platform = timed('compile', () => compileOne(input));
  const app = timed('construct', () => buildApp(platform, { write: () => undefined }));
  const charts = timed('render', () => app.render());
  const files = timed('emit', () => renderFiles(charts as Parameters<typeof renderFiles>[0]));
  timed('write', () => writeManifests(files, join(directory, 'out'), { durable: false }));
  return { objects: charts.reduce((sum, { objects }) => sum + objects.length, 0), bytes: sizeOf(files.map(({ text }) => text)), stages };
}

/** The same objects, made by hand, serialized by `JSON.stringify` and written at once. */
function floor(size: number, graph: Graph, directory: string): Result {
  const objects = plainObjects(size, graph).flatMap((chart) => chart);
  const start = process.cpuUsage();
  const texts = objects.map((object) => JSON.stringify(copy(object)));
  writeFileSync(join(directory, 'out.json'), texts.join('\n'));
  const { user, system } = process.cpuUsage(start);
  return { objects: objects.length, bytes: sizeOf(texts), stages: { floor: (user + system) / 1e6 } };
}

/** The same objects in a stock cdk8s app with a chart for each service. */
function stock(size: number, graph: Graph, directory: string): Result {
  const { ApiObject, App, Chart } = require('cdk8s') as typeof import('cdk8s');
  const charts = plainObjects(size, graph);
  const start = process.cpuUsage();
  const app = new App({ outdir: directory });
  for (const [index, objects] of charts.entries()) {
    const chart = new Chart(app, `chart-${index}`);
    for (const [id, object] of objects.entries()) new ApiObject(chart, `object-${id}`, object);
  }
  app.synth();
  const { user, system } = process.cpuUsage(start);
  return { objects: charts.reduce((sum, objects) => sum + objects.length, 0), bytes: 0, stages: { stock: (user + system) / 1e6 } };
}

function plainObjects(size: number, graph: Graph): Json[][] {
  const { buildApp } = require(join(lib, 'constructs.js')) as typeof import('../constructs');
  const app = buildApp(loadCompiler()(generateInput(size, graph)), { write: () => undefined });
  return JSON.parse(JSON.stringify(app.render().map(({ objects }) => objects))) as Json[][];
}

/** Loads the compiler, so that a measurement does not count it. */
function loadCompiler(): (input: ProductInput) => CompiledPlatform {
  const { compile } = require(join(lib, 'model.js')) as typeof import('../model');
  return (input) => {
    const { platforms, diagnostics } = compile([input]);
    const error = diagnostics.find(({ severity }) => severity === 'error');
    if (platforms[0] === undefined || error !== undefined) throw new Error(`the generated registry has errors: ${JSON.stringify(error)}`);
    return platforms[0];
  };
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (value === null || typeof value !== 'object') return value;
  const made: Record<string, unknown> = {};
  for (const key of Object.keys(value)) made[key] = copy((value as Record<string, unknown>)[key]);
  return made;
}

function sizeOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

main(process.argv.slice(2));
