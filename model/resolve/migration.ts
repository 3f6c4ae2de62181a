import type { Place } from '../../diagnostics';
import type { ServiceDefaults } from '../../registry/schema';
import type { Origin } from '../origin';
import type { Migration } from '../platform';
import { builtInOrigin, into, type Layer, pick } from './layers';

/**
 * Merges how a service's schema is migrated, field by field.
 * @param layers from the one that wins to the one that loses
 * @param hasDatabase without one the product's defaults are not meant for the service
 */
export function resolveMigration(
  layers: readonly Layer<Pick<ServiceDefaults, 'migration'>>[],
  hasDatabase: boolean,
  place: Place,
): { readonly migration: Migration; readonly origins: Readonly<Record<'migration.mode' | 'migration.command', Origin>> } {
  const meant = hasDatabase ? layers : layers.filter(({ layer }) => layer !== 'product-default');
  const migrationLayers = into(meant, 'migration');
  const mode = pick(migrationLayers, 'mode', 'none', place);
  const command = pick(migrationLayers, 'command', [], place);
  return {
    migration: { mode: mode.value, command: command.value },
    // A command that is missing has to be added where somebody asked for the Job.
    origins: {
      'migration.mode': mode.origin,
      'migration.command': command.value.length > 0 ? command.origin : builtInOrigin(mode.origin.place),
    },
  };
}
