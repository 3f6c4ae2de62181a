import type { Place } from '../../../diagnostics';
import { placeOf } from '../../origin';
import type { Platform, Service } from '../../platform';

/** A PostgreSQL extension that a registry entry asks for. */
export interface DeclaredExtension {
  readonly service: Service;
  readonly extension: string;
  readonly place: Place;
}

/**
 * Lists the extensions that the services ask for, also of services without a database.
 */
export function declaredExtensions(platform: Platform): DeclaredExtension[] {
  return platform.services.flatMap((service) =>
    service.extensions.map((extension, index) => ({
      service,
      extension,
      place: placeOf(platform, 'services', service.key, 'extensions', index),
    })),
  );
}

/**
 * The extensions of PostgreSQL's contrib collection and its procedural languages, which the official images hold.
 * @see https://www.postgresql.org/docs/16/contrib.html
 */
export const contribExtensions: ReadonlySet<string> = new Set(
  (
    'adminpack amcheck autoinc bloom bool_plperl btree_gin btree_gist citext cube dblink dict_int dict_xsyn earthdistance file_fdw fuzzystrmatch ' +
    'hstore hstore_plperl hstore_plpython3u insert_username intagg intarray isn jsonb_plperl jsonb_plpython3u lo ltree ltree_plpython3u moddatetime ' +
    'old_snapshot pageinspect pg_buffercache pg_freespacemap pg_logicalinspect pg_prewarm pg_stat_statements pg_surgery pg_trgm pg_visibility ' +
    'pg_walinspect pgcrypto pgrowlocks pgstattuple plperl plperlu plpgsql plpython3u pltcl pltclu postgres_fdw refint seg sslinfo tablefunc tcn ' +
    'tsm_system_rows tsm_system_time unaccent uuid-ossp xml2'
  ).split(' '),
);

/** Images that hold extensions which the official ones lack. */
export const extensionImages: ReadonlyMap<string, string> = new Map([
  ['postgis', 'postgis/postgis'],
  ['postgis_raster', 'postgis/postgis'],
  ['postgis_sfcgal', 'postgis/postgis'],
  ['postgis_tiger_geocoder', 'postgis/postgis'],
  ['postgis_topology', 'postgis/postgis'],
  ['address_standardizer', 'postgis/postgis'],
  ['pgrouting', 'pgrouting/pgrouting'],
  ['vector', 'pgvector/pgvector'],
  ['timescaledb', 'timescale/timescaledb'],
  ['citus', 'citusdata/citus'],
]);
