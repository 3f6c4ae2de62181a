import { run } from '../../cli/run';

/** The result of one run of the command. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command in this process, in its working directory, without colours. */
export async function cadastre(...args: string[]): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await run(args, { out: (text) => (out += text), err: (text) => (err += text), color: false });
  return { code, out, err };
}
