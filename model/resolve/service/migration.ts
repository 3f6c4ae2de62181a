import type { Service } from '../../platform';
import { builtInAt, into, pick } from '../layers';
import { hasOwnDatabase } from './guest';
import { type Part, type Subject, withoutDefaults } from './subject';

/** Merges how a service's schema is migrated, field by field. Without a database the product's defaults are not meant for the service. */
export function resolveMigration(subject: Subject): Part<Pick<Service, 'migration'>> {
  const { entry, place, builtIn } = subject;
  const layers = into(hasOwnDatabase(entry) ? subject.layers : withoutDefaults(subject), 'migration');
  const mode = pick(layers, 'mode', 'none', builtIn);
  const command = pick(layers, 'command', [], builtIn);
  // A command that is missing has to be added where a layer asks for the Job.
  const missing = builtInAt(mode.origins.origin?.place ?? place);
  return {
    values: { migration: { mode: mode.value, command: command.value } },
    origins: { migration: { fields: { mode: mode.origins, command: command.value.length > 0 ? command.origins : missing } } },
  };
}
