import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { bundle } from '../../support/bundle';
import { HANG_MS } from '../../support/hang';

/** The end of a run of the command in a process of its own. */
export interface Ended {
  /** The exit code; null if a signal has ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly err: string;
}

/** Products in a folder of their own, and the command as it is shipped. */
export interface CommandShop {
  readonly folder: string;
  /** The trees that a synthesis writes, from the folder on. */
  readonly trees: readonly string[];
  /** Writes the input of a version: its manifests differ from those of every other, in their text and in their number. */
  readonly writeInput: (version: number) => void;
  /** Runs the command to its end. SIGKILL ends one that hangs. */
  readonly run: (
    args: readonly string[],
    options?: { readonly preload?: string; readonly env?: Readonly<Record<string, string>> },
  ) => Ended;
}

const root = resolve(__dirname, '../../..');
const products = { shop: ['dev', 'prod'], store: ['dev'] } as const;

/** Makes the folder; it goes with this process. */
export function createCommandShop(): CommandShop {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cadastre-fuzz-')));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, '.command/cli.js');
  mkdirSync(dirname(program));
  symlinkSync(join(root, 'node_modules'), join(folder, '.command/node_modules'));
  bundle('cli/main.ts', program);

  function writeInput(version: number): void {
    for (const [product, environments] of Object.entries(products)) {
      const input = join(folder, 'registry', product);
      rmSync(input, { recursive: true, force: true });
      mkdirSync(join(input, 'environments'), { recursive: true });
      const services = ['catalogue', 'orders', 'payments'].slice(0, 2 + (version % 2));
      const manifest = { name: product, label: product, imageRegistry: 'registry.example.com/acme', environments, services };
      writeFileSync(join(input, 'manifest.yaml'), JSON.stringify(manifest));
      writeFileSync(
        join(input, 'service-registry.json'),
        JSON.stringify(Object.fromEntries(services.map((name) => [name, serviceOf(name)]))),
      );
      for (const environment of environments)
        writeFileSync(join(input, `environments/${environment}.yaml`), JSON.stringify(overlayOf(product, environment, version)));
    }
  }

  return {
    folder,
    trees: Object.entries(products).flatMap(([product, environments]) => environments.map((name) => `dist/${product}/${name}`)),
    writeInput,
    run: (args, { preload, env = {} } = {}) => {
      const { status, signal, stderr } = spawnSync(
        process.execPath,
        [...(preload === undefined ? [] : ['--require', preload]), program, ...args],
        { cwd: folder, encoding: 'utf8', timeout: HANG_MS, killSignal: 'SIGKILL', env: { ...process.env, NO_COLOR: '1', ...env } },
      );
      return { code: status, signal, err: stderr };
    },
  };
}

function serviceOf(name: string): object {
  return { hostname: name, port: 4000, database: name, layer: 'domain', label: name, routes: [`/api/${name}`] };
}

function overlayOf(product: string, environment: string, version: number): object {
  return {
    development: true,
    namespace: `${product}-${environment}`,
    delivery: 'kubectl',
    images: { tag: `1.0.${version}` },
    secrets: { provider: 'development', seed: 'shop' },
    postgres: { provider: 'in-cluster' },
    ingress: { className: 'traefik', host: `${product}-${environment}.localhost` },
  };
}
