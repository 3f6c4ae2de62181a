import { Chart } from 'cdk8s';
import type { App } from 'cdk8s';
import type { Platform, Tool } from '../model/platform';
import { PlatformApp, type PlatformAppProps } from './app';
import { PostgresServer } from './backing/postgres';
import { RabbitmqServer } from './backing/rabbitmq';
import { RedisServer } from './backing/redis';
import { ProductNamespace } from './delivery/namespace';
import { addLintAnnotations } from './lint/annotations';
import { NamespaceLimitRange } from './policy/limit-range';
import { NamespaceQuota } from './policy/resource-quota';
import { RouteTable } from './routing/route-table';
import { addEncryptedFiles, addPlatformSecrets } from './secrets/platform-secrets';
import { ServiceManifests } from './service/service-manifests';
import { PgAdminTool } from './tools/pgadmin';
import { PrismaStudioTool } from './tools/prisma-studio';

/**
 * Builds the app of one platform: a chart for each file.
 * @param props what is done with the rendered charts on `synth()`
 */
export function buildApp(platform: Platform, props: PlatformAppProps): PlatformApp {
  const app = new PlatformApp(props);
  addPlatform(app, platform);
  return app;
}

/**
 * Adds the charts of one platform to any cdk8s app, also a stock one with charts of its own.
 */
export function addPlatform(app: App, platform: Platform): void {
  // A Namespace is in no namespace.
  const namespace = new Chart(app, '00-namespace', { disableResourceNameHashes: true });
  const charts = new Map<string, Chart>();
  const chart = (name: string): Chart => {
    const made = charts.get(name) ?? new Chart(app, name, { namespace: platform.namespace, disableResourceNameHashes: true });
    charts.set(name, made);
    return made;
  };
  addNamespace(namespace, platform);
  addBackingServices(chart, platform);
  for (const service of platform.services) new ServiceManifests(chart(service.name), 'service', { platform, service });
  if (platform.ingress !== undefined && platform.routes.length > 0) {
    new RouteTable(chart('routes'), 'routes', { platform, ingress: platform.ingress });
  }
  for (const tool of platform.tools) addTool(chart(tool.name), platform, tool);
  addPlatformSecrets(chart, platform);
  addEncryptedFiles(app, platform);
  if (platform.lintAnnotations) addLintAnnotations([namespace, ...charts.values()]);
}

/** The namespace with what bounds its pods: a quota made after them would not count those that wait to be made. */
function addNamespace(chart: Chart, platform: Platform): void {
  const { containerDefaults, quota } = platform;
  new ProductNamespace(chart, 'namespace', platform);
  if (quota !== undefined) new NamespaceQuota(chart, 'quota', { platform, quota });
  if (containerDefaults !== undefined) new NamespaceLimitRange(chart, 'limit-range', { platform, containerDefaults });
}

function addBackingServices(chart: (name: string) => Chart, platform: Platform): void {
  for (const service of platform.backing) {
    const { inCluster: server } = service;
    if (server === undefined) continue;
    switch (service.kind) {
      case 'postgres':
        if (service.provisioning.by === 'init-job')
          new PostgresServer(chart(service.host), 'postgres', { platform, postgres: service, server, ...service.provisioning });
        break;
      case 'redis':
        new RedisServer(chart(service.host), 'redis', { platform, redis: service, server });
        break;
      case 'rabbitmq':
        new RabbitmqServer(chart(service.host), 'rabbitmq', { platform, rabbitmq: service, server });
    }
  }
}

function addTool(chart: Chart, platform: Platform, tool: Tool): void {
  switch (tool.name) {
    case 'pgadmin':
      new PgAdminTool(chart, 'tool', { platform, tool });
      return;
    case 'prisma-studio':
      new PrismaStudioTool(chart, 'tool', { platform, tool });
  }
}
