import type { Place } from '../../diagnostics';
import { placeUnder } from '../origin';
import type { Platform } from '../platform';
import { rule } from './rule';

/** Reports a ConfigMap with a CA certificate that has the name of one which Cadastre writes, and would be replaced by it. */
export const configMapNameShared = rule('config-map-name-shared', ({ platform }, report) => {
  const written = writtenConfigMaps(platform);
  for (const { certificateAuthority, place } of platform.postgresServers) {
    if (certificateAuthority === undefined || 'secret' in certificateAuthority) continue;
    const { configMap } = certificateAuthority;
    const same = written.get(configMap) ?? written.get(withoutHash(configMap));
    if (same === undefined || (!same.hashed && configMap !== same.name)) continue;
    report({ configMap, what: same.what, service: same.of }, placeUnder(place, 'tls', 'caConfigMap'), { related: [same.related] });
  }
});

/** A ConfigMap that Cadastre writes. */
interface WrittenConfigMap {
  readonly name: string;
  readonly what: string;
  /** The service or the tool that it belongs to. */
  readonly of: string;
  /** Whether its name ends with a hash in kubectl delivery. */
  readonly hashed: boolean;
  readonly related: { readonly label: string; readonly place: Place };
}

function writtenConfigMaps({ services, tools }: Platform): Map<string, WrittenConfigMap> {
  const written = new Map<string, WrittenConfigMap>();
  const add = (configMap: WrittenConfigMap): void => {
    if (!written.has(configMap.name)) written.set(configMap.name, configMap);
  };
  for (const { key, name, database, origins } of services) {
    const related = { label: 'the hostname is declared at', place: origins.hostname.place };
    add({ name: `${name}-config`, what: 'the configuration', of: key, hashed: false, related });
    if (database !== undefined) add({ name: `${name}-db-init`, what: "the init Job's script", of: key, hashed: true, related });
  }
  for (const { name, place } of tools) {
    if (name === 'pgadmin')
      add({
        name: `${name}-config`,
        what: 'the configuration',
        of: name,
        hashed: false,
        related: { label: 'the tool is listed at', place },
      });
  }
  return written;
}

function withoutHash(configMap: string): string {
  return configMap.replace(/-[0-9a-f]{8}$/, '');
}
