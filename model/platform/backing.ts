import type { Place } from '../../diagnostics';
import type { Origin } from '../origin';
import type { ImageReference, Resources, SourcedField, UserIds } from './containers';

/** What every in-cluster backing service has. */
export interface InCluster {
  readonly image: ImageReference;
  /** The size of the volume. */
  readonly storage: string;
  readonly storageClass: string | undefined;
  readonly resources: Resources;
  /** Where each amount came from. */
  readonly resourceOrigins: Readonly<Record<Extract<SourcedField, `resources.${string}`>, Origin>>;
  /** The user that the image's program runs as. */
  readonly user: UserIds;
}

/** A server that services connect to. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** Set when the server runs in the product's namespace. */
  readonly inCluster: InCluster | undefined;
  readonly place: Place;
}

/** A PostgreSQL server. */
export interface Postgres extends Endpoint {
  /** What the overlay calls it, also where its host is called otherwise; `postgres` where there is only that one. */
  readonly name: string;
  /** Of the server that runs in the cluster; where the image does not tell, or the server is elsewhere, it is not known. */
  readonly majorVersion: number | undefined;
  /** The `Cluster` of CloudNativePG that it is, whose operator makes roles and databases. Nothing where init Jobs do. */
  readonly cluster: string | undefined;
  /** The Secret with the login of the admin role; nothing where no init Job logs in. */
  readonly adminSecret: string | undefined;
  readonly maxConnections: number;
  readonly poolSize: number;
  /** The image whose `psql` runs the init Jobs. */
  readonly clientImage: ImageReference;
  /** The user that the client image's programs run as. */
  readonly clientUser: UserIds;
  readonly clientPullPolicy: 'IfNotPresent' | 'Always';
  /** What a container with the client programs asks for and may use. */
  readonly clientResources: Resources;
  /** The CA certificate; without it connections are not encrypted. */
  readonly certificateAuthority: CertificateAuthority | undefined;
}

/** The object with a CA certificate in its key `ca.crt`, and the file that it is in a container. */
export type CertificateAuthority =
  | { readonly configMap: string; readonly path: string }
  /** It may have the key of the authority beside the certificate, which no pod may see. */
  | { readonly secret: string; readonly path: string };

/** The Redis. */
export interface Redis extends Endpoint {
  readonly secret: string;
  readonly tls: boolean;
  readonly origins: Readonly<Record<'secret', Origin>>;
}

/** The RabbitMQ. */
export interface Rabbitmq extends Endpoint {
  readonly secret: string;
  readonly tls: boolean;
  readonly vhost: string;
  readonly origins: Readonly<Record<'secret' | 'vhost', Origin>>;
}
