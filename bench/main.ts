import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateInput } from './generate-registry';
import type { Measurement } from './measure';

/*
 * Measures a synthesis, its floor and stock cdk8s, each in processes of its own. All times are CPU
 * time and medians. `--small` runs few services once: it shows that everything still works, not its speed.
 */

const root = join(__dirname, '..');
const small = process.argv.includes('--small');
const repeats = small ? 1 : 3;
const sizes = small ? [10, 100] : [10, 100, 1000, 3000, 10_000];
/** The largest size for stock cdk8s. It is quadratic in charts: a larger size would take hours. */
const mostStock = small ? 100 : 1000;

function main(): void {
  print(`Node.js ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, median of ${repeats}`);
  print('');
  printSizes();
  print('');
  printGraphs();
  print('');
  printPolicies();
  print('');
  printPlans();
  print('');
  printStart();
}

function printSizes(): void {
  const rows = sizes.map((size) => {
    const floor = measure('floor', size);
    const ours = measure('ours', size);
    const stock = size <= mostStock ? measure('stock', size) : undefined;
    return { size, floor, ours, stock };
  });
  table(
    [
      'services',
      'objects',
      'floor',
      'cadastre',
      'of which construct',
      'emit',
      'write',
      'per object',
      'ratio to floor',
      'stock cdk8s',
      'ratio to stock',
      'peak memory',
    ],
    rows.map(({ size, floor, ours, stock }) => [
      size,
      ours.objects,
      seconds(floor.total),
      seconds(ours.total),
      seconds(ours.stages['construct'] ?? 0),
      seconds(ours.stages['emit'] ?? 0),
      seconds(ours.stages['write'] ?? 0),
      `${((ours.total / ours.objects) * 1e6).toFixed(0)} µs`,
      `${(ours.total / floor.total).toFixed(1)}x`,
      stock === undefined ? '-' : seconds(stock.total),
      stock === undefined ? '-' : `${(ours.total / stock.total).toFixed(3)}x`,
      `${ours.peakMebibytes.toFixed(0)} MiB`,
    ]),
  );
  const [thousand, tenThousand] = [rows.find(({ size }) => size === 1000), rows.find(({ size }) => size === 10_000)];
  if (thousand !== undefined && tenThousand !== undefined) {
    const growth = tenThousand.ours.total / thousand.ours.total / (tenThousand.ours.objects / thousand.ours.objects);
    print('');
    print(`Growth from 1,000 to 10,000 services, against linear: ${growth.toFixed(2)}`);
  }
}

function printGraphs(): void {
  const size = small ? 100 : 1000;
  const none = measure('ours', size, 'none');
  table(
    ['dependency graph', 'services', 'CPU time', 'ratio'],
    (['none', 'realistic', 'chain'] as const).map((graph) => {
      const { total } = graph === 'none' ? none : measure('ours', size, graph);
      return [graph, size, seconds(total), `${(total / none.total).toFixed(2)}x`];
    }),
  );
}

function printPolicies(): void {
  const size = small ? 100 : 1000;
  const none = measure('ours', size, 'realistic', 'none');
  const full = measure('ours', size, 'realistic', 'full');
  table(
    ['network policies', 'services', 'objects', 'YAML', 'CPU time', 'ratio', 'ratio for an object'],
    [['none', none] as const, ['full', full] as const].map(([name, { objects, bytes, total }]) => [
      name,
      size,
      objects,
      `${(bytes / 1e6).toFixed(1)} MB`,
      seconds(total),
      `${(total / none.total).toFixed(2)}x`,
      `${(total / objects / (none.total / none.objects)).toFixed(2)}x`,
    ]),
  );
}

/** A plan beside the synthesis that it would come before, each as a command: of another tag, by which all Deployments change, and of nothing. */
function printPlans(): void {
  const size = small ? 100 : 1000;
  const folder = mkdtempSync(join(tmpdir(), 'cadastre-bench-plan-'));
  try {
    const [registry, before, out] = ['registry', 'before', 'out'].map((name) => join(folder, name)) as [string, string, string];
    writeRegistry(registry, size);
    const synth = ['lib/cli.js', 'synth', '-r', registry];
    execFileSync(process.execPath, [...synth, '-o', before], { cwd: root, stdio: 'ignore' });
    const plan = ['lib/cli.js', 'plan', '-r', registry, '-o', before, '--against-dir', before];
    const nothing = wallTime(plan, repeats);
    writeRegistry(registry, size, '1.0.1');
    // What a synthesis compares with is what it overwrites.
    const made = wallTime([...synth, '-o', out], repeats, () => {
      rmSync(out, { recursive: true, force: true });
      cpSync(before, out, { recursive: true });
    });
    const fresh = wallTime([...synth, '-o', out], repeats, () => rmSync(out, { recursive: true, force: true }));
    table(
      ['plan', 'services', 'wall time', 'ratio to synth'],
      [
        ['cadastre synth, another tag', made] as const,
        ['cadastre synth, nothing before', fresh] as const,
        ['cadastre plan, another tag', wallTime(plan, repeats)] as const,
        ['cadastre plan, no change', nothing] as const,
      ].map(([name, time]) => [name, size, seconds(time), `${(time / made).toFixed(2)}x`]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the generated platform as a team has it: a registry of code, a manifest and an overlay, both of which YAML reads as JSON. */
function writeRegistry(folder: string, size: number, tag = '1.0.0'): void {
  const { registry, manifest, environments } = generateInput(size, 'realistic');
  const product = join(folder, 'bench');
  mkdirSync(join(product, 'environments'), { recursive: true });
  writeFileSync(join(product, 'service-registry.ts'), `export const serviceRegistry = ${JSON.stringify(registry?.value)};\n`);
  writeFileSync(join(product, 'manifest.yaml'), JSON.stringify(manifest.value));
  // One Ingress for all of them would be too large for kubectl's annotation.
  const { ingress: _, ...overlay } = environments[0]?.overlay.value as Record<string, unknown>;
  const routing = { target: 'ingress', controller: 'traefik', className: 'traefik', hosts: ['bench.example.com'] };
  writeFileSync(join(product, 'environments', 'dev.yaml'), JSON.stringify({ ...overlay, routing, images: { tag } }));
}

function printStart(): void {
  const out = mkdtempSync(join(tmpdir(), 'cadastre-bench-start-'));
  try {
    const node = startTime(['-e', '0']);
    const commands: [string, string[]][] = [
      ['node -e 0', ['-e', '0']],
      ['cadastre --version', ['lib/cli.js', '--version']],
      ['cadastre check', ['lib/cli.js', 'check']],
      ['cadastre synth -e dev (12 services)', ['lib/cli.js', 'synth', '-e', 'dev', '--out', out]],
      ['cadastre synth (12 services, 2 environments)', ['lib/cli.js', 'synth', '--out', out]],
    ];
    table(
      ['start', 'wall time', 'ratio to node -e 0'],
      commands.map(([name, args]) => {
        const time = startTime(args);
        return [name, `${(time * 1000).toFixed(0)} ms`, `${(time / node).toFixed(1)}x`];
      }),
    );
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function startTime(args: readonly string[]): number {
  return wallTime(args, small ? 1 : 11);
}

/**
 * Wall time of a whole process, in seconds: the median.
 * @param prepare what comes before each run, and does not count
 */
function wallTime(args: readonly string[], runs: number, prepare?: () => void): number {
  const times = Array.from({ length: runs }, () => {
    prepare?.();
    const start = process.hrtime.bigint();
    execFileSync(process.execPath, args, { cwd: root, stdio: 'ignore' });
    return Number(process.hrtime.bigint() - start) / 1e9;
  });
  return median(times, (time) => time);
}

function measure(subject: 'ours' | 'floor' | 'stock', size: number, graph = 'realistic', policies = 'full'): Measurement {
  // One run of stock cdk8s takes as long as all others together.
  const runs = Array.from({ length: subject === 'stock' && size > 100 ? 1 : repeats }, () => {
    const args = ['--require', 'tsx/cjs', join(__dirname, 'measure.ts'), subject, String(size), graph, policies];
    return JSON.parse(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 })) as Measurement;
  });
  return median(runs, ({ total }) => total);
}

function median<T>(values: readonly T[], by: (value: T) => number): T {
  const sorted = [...values].sort((a, b) => by(a) - by(b));
  return sorted[Math.floor(sorted.length / 2)] as T;
}

function seconds(time: number): string {
  return time < 0.1 ? `${(time * 1000).toFixed(0)} ms` : `${time.toFixed(2)} s`;
}

/** Prints a Markdown table, ready for docs/performance.md. */
function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  print(`| ${head.join(' | ')} |`);
  print(`|${head.map(() => ' --- |').join('')}`);
  for (const row of rows) print(`| ${row.join(' | ')} |`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main();
