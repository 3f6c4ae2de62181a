import { placeUnder } from '../origin';
import type { Service } from '../platform';
import { rule } from './rule';

/** Reports tools for a service without a database, or whose image has no Prisma. */
export const toolServiceUnsuitable = rule('tool-service-unsuitable', ({ platform: { tools, services }, serviceByKey }, report) => {
  for (const tool of tools) {
    const service = tool.name === 'prisma-studio' ? serviceByKey.get(tool.service) : undefined;
    const reason = service && problemOf(service);
    if (service === undefined || reason === undefined) continue;
    const others = services.filter((other) => problemOf(other) === undefined).map(({ key }) => key);
    report({ tool: tool.name, service: service.key, reason, services: others }, placeUnder(tool.place, 'service'));
  }
});

function problemOf({ database, runtime }: Service): string | undefined {
  if (database === undefined) return 'which has no database';
  return runtime === 'node' ? undefined : `whose runtime is \`${runtime}\` and not \`node\``;
}
