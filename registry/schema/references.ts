/** The fields of each thing that a variable can refer to by `${thing.field}`. */
export const referenceFields = {
  /** The database of the service, with the login of its pods; in a migration Job with that of the owner. */
  database: ['host', 'name', 'password', 'port', 'url', 'user'],
  /** The way in from outside. */
  ingress: ['host', 'url'],
  /** The server of the service's database, or the only one of the environment. */
  postgres: ['host', 'port'],
  rabbitmq: ['host', 'password', 'port', 'url', 'user', 'vhost'],
  redis: ['host', 'password', 'port', 'url', 'user'],
  /** The service itself. */
  self: ['address', 'host', 'port', 'publicUrl', 'url'],
} as const;

/** The fields of a service that a variable refers to by `${services.<key>.field}`. */
export const serviceReferenceFields = ['address', 'host', 'port', 'url'] as const;

/** The fields of a port that a variable refers to by `${services.<key>.ports.<name>.field}`. */
export const portReferenceFields = ['address', 'port', 'url'] as const;

/** The names that a variable refers to as they are, such as `${namespace}`. */
export const plainReferences = ['environment', 'namespace', 'product'] as const;
