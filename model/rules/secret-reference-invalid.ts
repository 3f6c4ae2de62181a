import type { Place } from '../../diagnostics';
import { isDnsSubdomain } from '../../formats';
import { placeUnder } from '../origin';
import type { Platform } from '../platform';
import { rule } from './rule';

/** Reports names of Secrets, of their keys and of ConfigMaps that Kubernetes would refuse. */
export const secretReferenceInvalid = rule('secret-reference-invalid', ({ platform, variables }, report) => {
  for (const { what, name, place } of namedObjects(platform)) {
    if (!isDnsSubdomain(name)) report({ what, name }, place);
  }
  for (const { secret, origin } of variables.secret) {
    if (!isDnsSubdomain(secret.name)) report({ what: 'a Secret', name: secret.name }, placeUnder(origin.place, 'secret'));
    if (!isDataKey(secret.key)) report({ what: 'a key of a Secret', name: secret.key }, placeUnder(origin.place, 'key'));
  }
});

interface NamedObject {
  readonly what: string;
  readonly name: string;
  readonly place: Place;
}

function namedObjects({ postgresServers, redis, rabbitmq, ingress, tools }: Platform): NamedObject[] {
  const objects: NamedObject[] = [];
  const add = (what: string, name: string | undefined, place: Place): void => {
    if (name !== undefined) objects.push({ what, name, place });
  };
  for (const { adminSecret, certificateAuthority, place } of postgresServers) {
    add('a Secret', adminSecret, placeUnder(place, 'adminSecret'));
    if (certificateAuthority === undefined) continue;
    if ('secret' in certificateAuthority) add('a Secret', certificateAuthority.secret, placeUnder(place, 'tls', 'caSecret'));
    else add('a ConfigMap', certificateAuthority.configMap, placeUnder(place, 'tls', 'caConfigMap'));
  }
  if (redis !== undefined) add('a Secret', redis.secret, placeUnder(redis.place, 'secret'));
  if (rabbitmq !== undefined) add('a Secret', rabbitmq.secret, placeUnder(rabbitmq.place, 'secret'));
  if (ingress !== undefined) add('a Secret', ingress.tlsSecretName, placeUnder(ingress.place, 'tls', 'secretName'));
  for (const tool of tools) if (tool.name === 'pgadmin') add('a Secret', tool.secret, placeUnder(tool.place, 'secret'));
  return objects;
}

/** @see https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data */
function isDataKey(text: string): boolean {
  return /^[-._a-zA-Z0-9]{1,253}$/.test(text) && text !== '.' && !text.startsWith('..');
}
