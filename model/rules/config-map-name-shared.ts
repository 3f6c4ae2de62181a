import { placeUnder } from '../origin';
import type { Service } from '../platform';
import { rule } from './rule';

/** Reports a ConfigMap with the CA certificate that has the name of one which Cadastre writes, and would be replaced by it. */
export const configMapNameShared = rule('config-map-name-shared', ({ platform }, report) => {
  const { postgres, services, tools } = platform;
  const configMap = postgres?.certificateAuthority?.configMap;
  if (postgres === undefined || configMap === undefined) return;
  for (const service of services) {
    const what = writtenAs(configMap, service);
    if (what === undefined) continue;
    const related = [{ label: 'the hostname is declared at', place: service.origins.hostname.place }];
    report({ configMap, what, service: service.key }, placeUnder(postgres.place, 'tls', 'caConfigMap'), { related });
  }
  for (const { name, place } of tools) {
    if (name !== 'pgadmin' || configMap !== `${name}-config`) continue;
    const related = [{ label: 'the tool is listed at', place }];
    report({ configMap, what: 'the configuration', service: name }, placeUnder(postgres.place, 'tls', 'caConfigMap'), { related });
  }
});

/** What the service has a ConfigMap of that name for. */
function writtenAs(configMap: string, { name, database }: Service): string | undefined {
  if (configMap === `${name}-config`) return 'the configuration';
  const script = `${name}-db-init`;
  // In kubectl delivery the name ends with a hash.
  if (database === undefined || !configMap.startsWith(script)) return undefined;
  return /^(?:-[0-9a-f]{8})?$/.test(configMap.slice(script.length)) ? "the init Job's script" : undefined;
}
