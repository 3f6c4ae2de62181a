import { synth } from './cli/commands/synth';
import { runAsProcess } from './cli/run-as-process';

// What `cdk8s synth` runs. The cdk8s CLI has emptied the output folder by now.
const out = process.env['CDK8S_OUTDIR'] ?? 'dist';
const stoppedState = `\`cdk8s synth\` had emptied ${out}/ before it ran this: \`git restore ${out}\` brings it back`;

runAsProcess((terminal) => synth({ registry: 'registry', out, stdout: false, format: 'text', stoppedState }, terminal));
