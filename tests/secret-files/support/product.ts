import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { type Ran, runProgram } from './program';

/** The values of the product's Secrets: characters that YAML, shells and base64 have opinions about. */
export const secretValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  mail: { password: 'p4ss: "w\'ord" #1 \\ {{ .no }} $HOME' },
  token: { pin: '0123', value: 'line one\nline two\n\ttabbed, ünïcode ✓' },
};

const checkout = path.resolve(__dirname, '../../..');
const service = { hostname: 'plain', port: 4000, layer: 'domain', label: 'Plain', routes: [] };
const registry = {
  plain: {
    ...service,
    secrets: { PIN: { secret: 'token', key: 'pin' }, TOKEN: { secret: 'token', key: 'value' }, MAIL: { secret: 'mail', key: 'password' } },
  },
};

/** A product `acme` of one service that reads two Secrets, in a repository of its own. */
export interface ScratchProduct {
  /** The folder that stands for a repository. */
  readonly root: string;
  /** Where sealed and encrypted files go. */
  readonly secrets: string;
  /** The tree that `synth` writes. */
  readonly tree: string;
  /** Runs the command as a process of its own. */
  cadastre(command: 'check' | 'synth'): Ran;
  remove(): void;
}

/** Makes a {@link ScratchProduct}. */
export function scratchProduct(provider: 'sealed-secrets' | 'sops'): ScratchProduct {
  const root = mkdtempSync(path.join(os.tmpdir(), 'cadastre-secret-files-'));
  const at = (...names: string[]): string => path.join(root, ...names);
  const write = (name: string, value: object): void => writeFileSync(at('registry/acme', name), stringify(value));
  mkdirSync(at('registry/acme/environments/prod.secrets'), { recursive: true });
  write('manifest.yaml', { name: 'acme', label: 'Acme', services: ['plain'], imageRegistry: 'ghcr.io/acme', environments: ['prod'] });
  writeFileSync(at('registry/acme/service-registry.json'), JSON.stringify(registry));
  write('environments/prod.yaml', { delivery: 'argocd', images: { tag: '1' }, secrets: { provider } });
  // In the checkout its own `dist/` would be what was applied before.
  const command = ['--require', require.resolve('tsx/cjs'), path.join(checkout, 'cli/main.ts')];
  return {
    root,
    secrets: at('registry/acme/environments/prod.secrets'),
    tree: at('dist/acme/prod'),
    cadastre: (name) =>
      runProgram(process.execPath, [...command, name, '--registry', at('registry'), ...(name === 'synth' ? ['--out', at('dist')] : [])], {
        folder: root,
      }),
    remove: () => rmSync(root, { recursive: true }),
  };
}
