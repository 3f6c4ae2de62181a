import { Command, InvalidArgumentError, Option } from 'commander';
import { visibleLines } from '../diagnostics';
import { isDnsSubdomain, isIpAddress, isPortNumber } from '../formats';
import { check, type CheckOptions } from './commands/check';
import { explainConnectionCommand } from './commands/explain-connection';
import { explainFormats, explainRouteCommand, type ExplainRouteOptions } from './commands/explain-route';
import { explainServiceCommand } from './commands/explain-service';
import { imageSet, type ImageSetOptions } from './commands/image-set';
import { plan, planFormats, type PlanOptions } from './commands/plan';
import { routes, routesFormats, type RoutesOptions } from './commands/routes';
import { checkFormats, secretsCheck, type SecretsCheckOptions } from './commands/secrets-check';
import { secretsInit, type SecretsInitOptions } from './commands/secrets-init';
import { synth, type SynthOptions } from './commands/synth';
import { addParameter } from './preview-parameters';
import { defaultLimits } from './registry-process/limits';
import { reportFormats } from './report-findings';
import type { Terminal } from './terminal';
import { version } from './version';

/**
 * The command line.
 * @param done takes the exit code of the command that ran
 */
export function createProgram(terminal: Terminal, done: (code: number) => void): Command {
  const program = new Command('cadastre')
    .description('Turns a typed service registry into Kubernetes manifests.')
    .version(version)
    .configureOutput({ writeOut: terminal.out, writeErr: (text) => terminal.err(visibleLines(text)) })
    .showHelpAfterError()
    .exitOverride();
  withAgainst(withSelection(program.command('synth').description('write the manifests of every selected platform')))
    .option('-o, --out <dir>', 'folder for the manifests', 'dist')
    .option('--stdout', 'print the manifests as one YAML stream and write nothing', false)
    .action(async (options: SynthOptions) => done(await synth(options, terminal)));
  withAgainst(withSelection(program.command('check').description('check the registry and write nothing')))
    .option('-o, --out <dir>', 'folder with the manifests of before', 'dist')
    .option('--all', 'show also the findings that are accepted on purpose', false)
    .action(async (options: CheckOptions) => done(await check(options, terminal)));
  withAgainst(
    withRun(withPlatforms(program.command('plan').description('say what an apply would do to what was applied before, and write nothing'))),
  )
    .option('-o, --out <dir>', 'folder with the manifests of before', 'dist')
    .addOption(
      new Option('--format <format>', 'how it is printed; `markdown` is a comment for a pull request').choices(planFormats).default('text'),
    )
    .option('--cluster', 'compare with what the cluster has, in place of manifests', false)
    .option('--server', 'ask the API server of the cluster about every object, by a dry run', false)
    .option('--context <name>', 'context of the kubeconfig (default: the current one)')
    .option('--exit-code', 'exit with 4 if anything changes', false)
    .option(
      '--allow <code:object>',
      'what is refused or loses data, and is wanted; may be given again',
      (one: string, all: readonly string[]) => [...all, one],
      [],
    )
    .action(async (options: PlanOptions) => done(await plan(options, terminal)));
  withParameters(withPlatforms(program.command('routes').description('print the routes, in the order in which they are matched')))
    .addOption(
      new Option('--format <format>', 'how they are printed; `nginx` is a whole nginx.conf').choices(routesFormats).default('table'),
    )
    .option('--listen <port>', 'what nginx listens on: a port, or an address and a port', listenAddress, '80')
    .option('--upstream-host <host>', 'where nginx finds all services, such as 127.0.0.1 (default: each by its name)', upstreamHost)
    .action(async (options: RoutesOptions) => done(await routes(options, terminal)));
  const explain = program.command('explain').description('say why something is as it is');
  withParameters(withPlatforms(explain.command('route').description('say which route answers a request, and why')))
    .argument('<[method] url...>', 'such as GET https://example.com/api/v1/owners/7, or a path alone')
    .addOption(new Option('--format <format>', 'how it is printed').choices(explainFormats).default('text'))
    .action(async (request: string[], options: ExplainRouteOptions) => done(await explainRouteCommand(request, options, terminal)));
  withParameters(withPlatforms(explain.command('connection').description('say whether one workload may call another, and by which policy')))
    .argument('<from>', 'what calls: a registry key, a server, a tool, `edge`, `monitoring`')
    .argument('<to>', 'what is called: the same, or a host; a port may follow, such as owners:4100')
    .addOption(new Option('--format <format>', 'how it is printed').choices(explainFormats).default('text'))
    .action(async (from: string, to: string, options: ExplainRouteOptions) =>
      done(await explainConnectionCommand(from, to, options, terminal)),
    );
  withParameters(
    withPlatforms(explain.command('service').description('say of a service who needs it, what it needs, and what stops with it')),
  )
    .argument('<name>', 'its registry key, or its hostname')
    .addOption(new Option('--format <format>', 'how it is printed').choices(explainFormats).default('text'))
    .action(async (name: string, options: ExplainRouteOptions) => done(await explainServiceCommand(name, options, terminal)));
  const image = program.command('image').description('say which builds of the services run');
  withRegistry(image.command('set').description('pin images in the image lock of one environment'))
    .argument('<service=reference...>', 'such as orders=1.4.2, orders=1.4.2@sha256:… or orders=sha256:…')
    .requiredOption('-p, --product <name>', 'the product')
    .requiredOption('-e, --environment <name>', 'the environment')
    .action(async (images: string[], options: ImageSetOptions) => done(await imageSet(images, options, terminal)));
  const secrets = program.command('secrets').description('what the manifests expect in the cluster and do not create');
  withOnePlatform(
    secrets.command('init').description('create the Secrets that the cluster lacks, with random values; what is there stays as it is'),
  )
    .option('--dry-run', 'say what would be created, and create nothing', false)
    .action(async (options: SecretsInitOptions) => done(await secretsInit(options, terminal)));
  withOnePlatform(secrets.command('check').description('say which Secrets and keys are expected, and which the cluster lacks'))
    .addOption(new Option('--format <format>', 'how it is printed').choices(checkFormats).default('text'))
    .action(async (options: SecretsCheckOptions) => done(await secretsCheck(options, terminal)));
  return program;
}

function withOnePlatform(command: Command): Command {
  return withParameters(withRegistry(command))
    .requiredOption('-p, --product <name>', 'the product')
    .requiredOption('-e, --environment <name>', 'the environment')
    .option('--context <name>', 'context of the kubeconfig (default: the current one)');
}

function withAgainst(command: Command): Command {
  return command
    .option(
      '--against-ref <ref>',
      'compare with the manifests of a commit, such as origin/main (default: those of HEAD, else those on disk)',
    )
    .option('--against-dir <dir>', 'compare with the manifests in a folder');
}

function withRegistry(command: Command): Command {
  return command
    .option('-r, --registry <dir>', 'folder with the products, or of one product', 'registry')
    .option('--registry-timeout <seconds>', 'how long the code of a registry may run', wholeSeconds, defaultLimits.seconds);
}

function wholeSeconds(text: string): number {
  // A timer of Node takes no more than 24 days.
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It has to be a whole number of seconds, such as 30.');
  return Number(text);
}

function listenAddress(text: string): string {
  const [, host, port = ''] = /^(?:(.+):)?(\d{1,5})$/.exec(text) ?? [];
  const isAddress = host === undefined || host === '*' || isIpAddress(host.replace(/^\[(.*)\]$/, '$1'));
  if (!isAddress || !isPortNumber(Number(port))) throw new InvalidArgumentError('It has to be a port, such as 8080, or 127.0.0.1:8080.');
  return text;
}

function upstreamHost(text: string): string {
  if (!isDnsSubdomain(text) && !isIpAddress(text)) throw new InvalidArgumentError('It has to be a DNS name or an IP address.');
  return text.includes(':') ? `[${text}]` : text;
}

function withPlatforms(command: Command): Command {
  return withRegistry(command)
    .option('-p, --product <name>', 'only this product')
    .option('-e, --environment <name>', 'only this environment');
}

/** The options of one run alone. */
function withRun(command: Command): Command {
  return withParameters(command).option(
    '--tag <tag>',
    'image tag of services in development and in previews, in place of `images.tag`, for this run alone',
  );
}

function withParameters(command: Command): Command {
  return command.option('--param <name=value>', 'of which preview, such as number=17: that of the pull request', addParameter);
}

function withSelection(command: Command): Command {
  return withRun(withPlatforms(command)).addOption(
    new Option('--format <format>', 'how findings are printed').choices(reportFormats).default('text'),
  );
}
