import { synth } from './cli/commands/synth';
import { explainFailure } from './cli/run';
import { processTerminal } from './cli/terminal';

// What `cdk8s synth` runs. The cdk8s CLI has emptied the output folder by now.
const terminal = processTerminal();
const out = process.env['CDK8S_OUTDIR'] ?? 'dist';
const stoppedState = `\`cdk8s synth\` had emptied ${out}/ before it ran this: \`git restore ${out}\` brings it back`;

void synth({ registry: 'registry', out, stdout: false, format: 'text', stoppedState }, terminal)
  .catch((error: unknown) => explainFailure(error, terminal))
  .then((code) => {
    process.exitCode = code;
  });
