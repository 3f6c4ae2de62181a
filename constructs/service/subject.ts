import { isLabelValue, toLabelValue } from '../../formats';
import type { Platform, Service } from '../../model/platform';
import { createSubject, type Subject } from '../delivery/metadata';

/** The service itself, as the labels of its objects say it. */
export function serviceSubject(platform: Platform, service: Service): Subject {
  const { tag } = service.image;
  return createSubject(platform, {
    name: service.key,
    instance: service.name,
    component: service.component,
    version: tag === undefined ? undefined : toLabelValue(tag),
    labels: ownLabels(service),
  });
}

/**
 * The service's init Job: the same name and another component, so that no Kubernetes Service selects its pods. It says
 * nothing of the service's version, layer or team: none of them is a reason to run it again.
 */
export function databaseInitSubject(platform: Platform, service: Service): Subject {
  return createSubject(platform, { name: service.key, instance: service.name, component: 'db-init' });
}

/** The service's database and role, where an operator makes them. */
export function managedDatabaseSubject(platform: Platform, service: Service): Subject {
  return createSubject(platform, { name: service.key, instance: service.name, component: 'managed-database' });
}

/** The service's migration Job: like its init Job, of no version, because its name or its hook says when it runs. */
export function migrationSubject(platform: Platform, service: Service): Subject {
  return createSubject(platform, { name: service.key, instance: service.name, component: 'migrate' });
}

function ownLabels({ layer, team }: Service): Record<string, string> {
  return { 'cadastre.dev/layer': layer, ...(team !== undefined && isLabelValue(team) && { 'cadastre.dev/team': team }) };
}
