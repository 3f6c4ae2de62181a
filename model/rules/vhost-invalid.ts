import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports virtual hosts that would not come through a URL as they are. One that is the product's name is reported with that. */
export const vhostInvalid = rule('vhost-invalid', ({ platform }, report) => {
  const { rabbitmq, product } = platform;
  if (rabbitmq === undefined || rabbitmq.vhost === product || rabbitmq.vhost === '/') return;
  if (!/^[A-Za-z0-9._-]{1,255}$/.test(rabbitmq.vhost)) report({ vhost: rabbitmq.vhost }, placeUnder(rabbitmq.place, 'vhost'));
});
