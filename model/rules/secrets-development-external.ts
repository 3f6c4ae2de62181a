import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports external backing services whose password is made up, so that they do not know it. Outside development the made-up ones are reported. */
export const secretsDevelopmentExternal = rule('secrets-development-external', ({ platform }, report) => {
  const { secretProvider, development, secrets, postgresServers, redis, rabbitmq } = platform;
  if (secretProvider.provider !== 'development' || !development) return;
  const wanted = new Set(secrets.map(({ name }) => name));
  const logins = [
    ...postgresServers.map((server) => ({ kind: 'PostgreSQL', endpoint: server, secret: server.adminSecret })),
    { kind: 'Redis', endpoint: redis, secret: redis?.secret },
    { kind: 'RabbitMQ', endpoint: rabbitmq, secret: rabbitmq?.secret },
  ];
  for (const { kind, endpoint, secret } of logins) {
    if (endpoint === undefined || endpoint.inCluster !== undefined || secret === undefined || !wanted.has(secret)) continue;
    report({ kind, secret }, placeUnder(endpoint.place, 'provider'));
  }
});
