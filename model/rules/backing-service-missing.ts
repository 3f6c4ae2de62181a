import type { Place } from '../../diagnostics';
import { placeUnder } from '../origin';
import type { Service } from '../platform';
import { rule } from './rule';

interface Need {
  readonly kind: string;
  readonly field: 'postgres' | 'redis' | 'rabbitmq';
  /** Where a service says that it needs it. */
  readonly needs: (service: Service) => Place | undefined;
}

const allNeeds: readonly Need[] = [
  { kind: 'PostgreSQL', field: 'postgres', needs: ({ database, origins }) => database && origins.database.place },
  { kind: 'Redis', field: 'redis', needs: ({ needsRedis, origins }) => (needsRedis ? origins.needsRedis.place : undefined) },
  { kind: 'RabbitMQ', field: 'rabbitmq', needs: ({ needsRabbitmq, origins }) => (needsRabbitmq ? origins.needsRabbitmq.place : undefined) },
];

/** Reports backing services that services need and the environment does not have. */
export const backingServiceMissing = rule('backing-service-missing', ({ platform }, report) => {
  for (const { kind, field, needs } of allNeeds) {
    const needing = platform.services.flatMap((service) => {
      const place = needs(service);
      return place === undefined ? [] : [{ key: service.key, place }];
    });
    const [first] = needing;
    if (first === undefined || (field === 'postgres' ? platform.postgresServers.length > 0 : platform[field] !== undefined)) continue;
    const services = needing.map(({ key }) => key);
    report({ kind, field, services }, placeUnder(platform.sources.overlay), { related: [{ label: 'needed at', place: first.place }] });
  }
});
