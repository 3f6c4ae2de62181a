import { synth } from './cli/commands/synth';
import { explainFailure } from './cli/run';
import { processTerminal } from './cli/terminal';

// What `cdk8s synth` runs. The cdk8s CLI has emptied the output folder by now.
const terminal = processTerminal();
const out = process.env['CDK8S_OUTDIR'] ?? 'dist';
try {
  process.exitCode = synth(
    {
      registry: 'registry',
      out,
      stdout: false,
      format: 'text',
      stoppedState: `\`cdk8s synth\` had emptied ${out}/ before it ran this: \`git restore ${out}\` brings it back`,
    },
    terminal,
  );
} catch (error) {
  process.exitCode = explainFailure(error, terminal);
}
