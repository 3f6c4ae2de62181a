/** The kind of backing service that carries the messages of topics. */
export const messageKind = 'rabbitmq';
