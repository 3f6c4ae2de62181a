import { isLabelValue, toLabelValue } from '../../formats';
import type { Service } from '../../model/platform';
import type { Subject } from '../delivery/metadata';

/** The service itself, as the labels of its objects say it. */
export function serviceSubject(service: Service): Subject {
  return {
    name: service.key,
    instance: service.name,
    component: service.component,
    version: service.image.tag === undefined ? undefined : toLabelValue(service.image.tag),
    labels: {
      'cadastre.dev/layer': service.layer,
      ...(service.team !== undefined && isLabelValue(service.team) && { 'cadastre.dev/team': service.team }),
    },
  };
}

/** The service's init Job: the same name and another component, so that no Kubernetes Service selects its pods. */
export function databaseInitSubject(service: Service): Subject {
  const { name, instance, labels } = serviceSubject(service);
  return { name, instance, component: 'db-init', ...(labels !== undefined && { labels }) };
}
