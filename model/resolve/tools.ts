import { boundedSuggest, createDiagnostic, type Diagnostic, type Place } from '../../diagnostics';
import type { EnvironmentOverlay, ToolSettings } from '../../registry/schema';
import { databaseClients } from '../backing/postgres/database-clients';
import { databaseVariables } from '../backing/postgres/database-variables';
import { type Origin, placeUnder } from '../origin';
import type { EnvVariable, PgAdmin, PrismaStudio, Resources, Service, Tool } from '../platform';
import { toImageReference } from './images';
import { compareText } from './order';

/** The image's own tag for one release: `9` and `latest` would be another one every month. */
const pgadminImage = 'dpage/pgadmin4:9.19';

/** pgAdmin holds its code in memory several times over while it sets itself up. */
const pgadminResources: Resources = {
  requests: { cpu: '50m', 'ephemeral-storage': '64Mi', memory: '256Mi' },
  limits: { cpu: '1', 'ephemeral-storage': '512Mi', memory: '768Mi' },
};

const studioResources: Resources = {
  requests: { cpu: '50m', 'ephemeral-storage': '64Mi', memory: '256Mi' },
  limits: { cpu: '1', 'ephemeral-storage': '512Mi', memory: '512Mi' },
};

const studioPort = 5555;
const studioCommand = ['npx', 'prisma', 'studio', '--port', String(studioPort), '--browser', 'none', '--hostname', '0.0.0.0'];

/** A person with a few windows open: as many as the owner of a database has beside its service's pools. */
const connections = 5;

/** The settings that all tools of one environment share. */
interface ToolContext {
  readonly services: readonly Service[];
  readonly imagePullPolicy: Tool['imagePullPolicy'];
}

/** The tools, and findings about those that cannot be resolved. */
interface ResolvedTools {
  /** By name in code-unit order. */
  readonly tools: readonly Tool[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Resolves the development tools of an environment. Of a tool that is listed twice the first is kept; outside development there are none, since
 * nothing else about them matters then.
 * @param services the services of the platform
 */
export function resolveTools(
  { tools: listed = [], development = false, images }: EnvironmentOverlay,
  environment: string,
  services: readonly Service[],
  overlayPlace: Place,
): ResolvedTools {
  if (!development && listed.length > 0) {
    const names = [...new Set(listed.map(nameOf))].sort(compareText);
    const at = { ...placeUnder(overlayPlace, 'tools'), key: true };
    return { tools: [], diagnostics: [createDiagnostic('tools-outside-development', { environment, tools: names }, at)] };
  }
  const tools = new Map<string, Tool>();
  const diagnostics: Diagnostic[] = [];
  const places = new Map<string, Place>();
  const context: ToolContext = { services, imagePullPolicy: images.pullPolicy ?? 'IfNotPresent' };
  for (const [index, entry] of listed.entries()) {
    const place = placeUnder(overlayPlace, 'tools', index);
    const name = nameOf(entry);
    const first = places.get(name);
    if (first !== undefined) {
      diagnostics.push(createDiagnostic('tool-repeated', { tool: name }, place, { related: [{ label: 'also listed at', place: first }] }));
      continue;
    }
    places.set(name, place);
    if (entry === 'prisma-studio')
      diagnostics.push(createDiagnostic('tool-service-missing', { tool: name, services: suitable(services) }, place));
    else {
      const resolved = resolveTool(entry === 'pgadmin' ? { tool: entry } : entry, context, place);
      if ('code' in resolved) diagnostics.push(resolved);
      else tools.set(name, resolved);
    }
  }
  return { tools: [...tools.values()].sort((a, b) => compareText(a.name, b.name)), diagnostics };
}

function nameOf(entry: Tool['name'] | ToolSettings): Tool['name'] {
  return typeof entry === 'string' ? entry : entry.tool;
}

function resolveTool(settings: ToolSettings, context: ToolContext, place: Place): Tool | Diagnostic {
  if (settings.tool === 'pgadmin') return pgadmin(settings, context, place);
  const service = context.services.find(({ key }) => key === settings.service);
  if (service !== undefined) return prismaStudio(settings, service, context, place);
  const keys = context.services.map(({ key }) => key);
  const args = { tool: settings.tool, service: settings.service, suggestion: boundedSuggest(keys)(settings.service) };
  return createDiagnostic('tool-service-unknown', args, placeUnder(place, 'service'));
}

function pgadmin(settings: Extract<ToolSettings, { tool: 'pgadmin' }>, { imagePullPolicy }: ToolContext, place: Place): PgAdmin {
  return {
    name: settings.tool,
    image: toImageReference(settings.image ?? pgadminImage),
    imagePullPolicy,
    port: 5050,
    host: settings.host,
    // The image names no group, so that it would be root's.
    user: { uid: 5050, gid: 5050 },
    resources: pgadminResources,
    connections,
    secret: settings.secret ?? 'pgadmin-auth',
    place,
  };
}

function prismaStudio(
  settings: Extract<ToolSettings, { tool: 'prisma-studio' }>,
  service: Service,
  { imagePullPolicy }: ToolContext,
  place: Place,
): PrismaStudio {
  return {
    name: settings.tool,
    image: settings.image === undefined ? service.image : toImageReference(settings.image),
    imagePullPolicy,
    port: studioPort,
    host: settings.host,
    user: service.user,
    resources: studioResources,
    connections,
    service: service.key,
    command: settings.command ?? studioCommand,
    env: studioVariables(service, place),
    writablePaths: [...service.writablePaths, ...service.scratch.flatMap(({ path }) => (path === '/tmp' ? [] : path))],
    place,
  };
}

/** The variables that npm and Prisma need on a read-only file system and without a way out, and the service's own database variables. */
function studioVariables({ database, databaseClient }: Service, place: Place): EnvVariable[] {
  const origin: Origin = { layer: 'built-in', place };
  const authority = database?.server?.certificateAuthority;
  const literal = (name: string, value: string): EnvVariable => ({ kind: 'literal', name, value, origin });
  return [
    // The Prisma CLI asks its maker's server for news, which stalls where egress is cut.
    literal('CHECKPOINT_DISABLE', '1'),
    literal('HOME', '/tmp'),
    // Its client takes no path of an authority from the URL.
    ...(authority === undefined ? [] : [literal('NODE_EXTRA_CA_CERTS', authority.path)]),
    literal('NPM_CONFIG_UPDATE_NOTIFIER', 'false'),
    // Without the CLI in the image, npx would download whatever version is the newest.
    literal('NPM_CONFIG_YES', 'false'),
    ...(database?.server !== undefined
      ? databaseVariables({ ...database, poolSize: connections }, database.server, databaseClients[databaseClient].studio, origin, 'direct')
      : []),
  ];
}

/** The services that Prisma Studio can show. */
function suitable(services: readonly Service[]): string[] {
  return services.filter(({ database, runtime }) => database !== undefined && runtime === 'node').map(({ key }) => key);
}
