import type { Service } from '../../platform';
import { builtInAt, into, pick } from '../layers';
import { defaultResources, resolveResources } from '../resources';
import { hasOwnDatabase } from './guest';
import { type Part, type Subject, withoutDefaults } from './subject';

/** Merges how a service's schema is migrated, field by field. Without a database the product's defaults are not meant for the service. */
export function resolveMigration(subject: Subject): Part<Pick<Service, 'migration'>> {
  const { entry, place, builtIn, profile, development } = subject;
  const layers = into(hasOwnDatabase(entry) ? subject.layers : withoutDefaults(subject), 'migration');
  const mode = pick(layers, 'mode', 'none', builtIn);
  const command = pick(layers, 'command', [], builtIn);
  // A command that is missing has to be added where a layer asks for the Job.
  const missing = builtInAt(mode.origins.origin?.place ?? place);
  const env = pick(layers, 'env', 'database', builtIn);
  const deadlineSeconds = pick(layers, 'deadlineSeconds', 3600, builtIn);
  const shell = pick(layers, 'shell', true, builtIn);
  const resources = resolveResources(layers, defaultResources(profile.memory, development), builtIn);
  return {
    values: {
      migration: {
        mode: mode.value,
        command: command.value,
        env: env.value,
        resources: resources.value,
        deadlineSeconds: deadlineSeconds.value,
        shell: shell.value,
      },
    },
    origins: {
      migration: {
        fields: {
          mode: mode.origins,
          command: command.value.length > 0 ? command.origins : missing,
          env: env.origins,
          resources: resources.origins,
          deadlineSeconds: deadlineSeconds.origins,
          shell: shell.origins,
        },
      },
    },
  };
}
