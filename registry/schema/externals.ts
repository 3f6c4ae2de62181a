import * as z from 'zod';
import { isDataKey, isHostName, isEnvName, isPortNumber, toVariableName } from '../../formats';
import { transportSchema } from './egress';
import { inspected, legal } from './legal';
import { secretNameSchema } from './values';

/** An endpoint that services call and that no other field is about. */
const externalSchema = inspected(
  z.strictObject({
    /**
     * The DNS name or IPv4 address by which services reach it, if it runs elsewhere.
     * @default the hostname of `service`
     */
    host: legal(z.string(), 'external-invalid', isHostName, (value) => ({ what: 'host', value })).optional(),
    /**
     * The port. Required with `host`.
     * @default the port of `service`
     */
    port: legal(z.number(), 'external-invalid', isPortNumber, (port) => ({ what: 'port', value: String(port) })).optional(),
    /**
     * What the port is called over, if it runs elsewhere; that of a service is what its port says.
     * @default 'TCP'
     */
    protocol: transportSchema.optional(),
    /**
     * The registry key of the service that it is in this environment, such as one of the kind `stateful`.
     * @default none: it runs elsewhere, at `host`
     */
    service: z.string().optional(),
    /**
     * The Secret with the login.
     * @default none: no login
     */
    secret: secretNameSchema.optional(),
    /**
     * The keys of `secret` that services are given, each as a variable.
     * @default ['username', 'password'] with `secret`
     */
    keys: z
      .array(legal(z.string(), 'secret-reference-invalid', isDataKey, (name) => ({ what: 'a key of a Secret', name })))
      .readonly()
      .optional(),
  }),
  ({ host, port, service, secret, keys }, report) => {
    if ((host === undefined) === (service === undefined))
      report('external-endpoint-invalid', { problem: host === undefined ? 'none' : 'both' });
    else if (host !== undefined && port === undefined) report('external-endpoint-invalid', { problem: 'port' });
    if (keys !== undefined && secret === undefined) report('external-endpoint-invalid', { problem: 'keys' }, { path: ['keys'] });
    const taken = new Set(['HOST', 'PORT']);
    for (const [index, key] of (keys ?? []).entries()) {
      const variable = toVariableName(key);
      if (taken.has(variable)) report('external-invalid', { what: 'key', value: key }, { path: ['keys', index] });
      taken.add(variable);
    }
  },
);

/** The endpoints that services call beside the services of products, PostgreSQL, Redis and RabbitMQ, by name. */
export const externalsSchema = inspected(z.record(z.string(), externalSchema), (externals, report) => {
  for (const name of Object.keys(externals)) {
    if (!/^[a-z][a-z0-9-]*$/.test(name) || !isEnvName(toVariableName(name)))
      report('external-invalid', { what: 'name', value: name }, { path: [name], key: true });
  }
});
