import type { Place } from '../../diagnostics';
import { placeOf } from '../origin';
import { postgresServersOf, type Service } from '../platform';
import { type AreaRules, rule } from './rule';

/** Reports tools for a service without a database, or whose image has no Prisma. */
const toolServiceUnsuitable = rule('tool-service-unsuitable', ({ platform, serviceByKey }, report) => {
  const { tools, services } = platform;
  for (const tool of tools) {
    const service = tool.name === 'prisma-studio' ? serviceByKey.get(tool.service) : undefined;
    const reason = service && unsuitability(service);
    if (service === undefined || reason === undefined) continue;
    const others = services.filter((other) => unsuitability(other) === undefined).map(({ key }) => key);
    report({ tool: tool.name, service: service.key, reason, services: others }, placeOf(platform, 'tools', tool.name, 'service'));
  }
});

function unsuitability({ database, runtime }: Service): string | undefined {
  if (database === undefined) return 'which has no database';
  return runtime === 'node' ? undefined : `whose runtime is \`${runtime}\` and not \`node\``;
}

/** Reports a pgAdmin where there is no PostgreSQL. */
const toolDatabaseMissing = rule('tool-database-missing', ({ platform }, report) => {
  if (postgresServersOf(platform).length > 0) return;
  for (const { name, place } of platform.tools) if (name === 'pgadmin') report({ tool: name }, place);
});

/** Reports tools with a host in an environment without an Ingress. */
const toolIngressMissing = rule('tool-ingress-missing', ({ platform }, report) => {
  const { tools, routing } = platform;
  if (routing !== undefined) return;
  for (const { name, host } of tools) if (host !== undefined) report({ tool: name }, placeOf(platform, 'tools', name, 'host'));
});

/** Reports tools with the host of the routes, or of an earlier tool. */
const toolHostTaken = rule('tool-host-taken', ({ platform }, report) => {
  const { tools, routing } = platform;
  const taken = new Map<string, { readonly other: string; readonly place: Place }>();
  for (const { host, place } of routing?.hosts ?? []) taken.set(host, { other: 'the routes', place });
  for (const { name, host } of tools) {
    if (host === undefined) continue;
    const at = placeOf(platform, 'tools', name, 'host');
    const first = taken.get(host);
    if (first === undefined) taken.set(host, { other: `\`${name}\``, place: at });
    else report({ tool: name, host, other: first.other }, at, { related: [{ label: 'also declared at', place: first.place }] });
  }
});

/** Reports a Prisma Studio that can be reached without the cluster's own login. */
const toolWithoutLogin = rule('tool-without-login', ({ platform }, report) => {
  for (const { name, host } of platform.tools) {
    if (name === 'prisma-studio' && host !== undefined) report({ tool: name, host }, placeOf(platform, 'tools', name, 'host'));
  }
});

/** The rules about tools. */
export const toolsRules: AreaRules<'tools'> = [
  toolServiceUnsuitable,
  toolDatabaseMissing,
  toolIngressMissing,
  toolHostTaken,
  toolWithoutLogin,
];
