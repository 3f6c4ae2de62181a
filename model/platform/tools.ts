import type { Place } from '../../diagnostics';
import type { EnvVariable, ImageReference, Resources, UserIds } from './containers';

/** The fields of every development tool. */
interface DevelopmentTool {
  readonly image: ImageReference;
  readonly imagePullPolicy: 'IfNotPresent' | 'Always';
  /** The port it listens on, and that of its Kubernetes Service. */
  readonly port: number;
  /** The DNS name of its Ingress. */
  readonly host: string | undefined;
  readonly user: UserIds;
  readonly resources: Resources;
  /** How many connections to the database server it is reckoned to keep. */
  readonly connections: number;
  readonly place: Place;
}

/** The pgAdmin of a development environment. */
export interface PgAdmin extends DevelopmentTool {
  readonly name: 'pgadmin';
  /** The Secret with its login: `email` and `password`. */
  readonly secret: string;
}

/** The Prisma Studio of a development environment. */
export interface PrismaStudio extends DevelopmentTool {
  readonly name: 'prisma-studio';
  /** The registry key of the service whose database it shows. */
  readonly service: string;
  readonly command: readonly string[];
  /** In an order in which every `$(NAME)` refers to an earlier variable. */
  readonly env: readonly EnvVariable[];
  /** Absolute paths that are writable beside `/tmp`. */
  readonly writablePaths: readonly string[];
}

/** A tool for people who develop. Its name is the name of its Kubernetes objects and of its file. */
export type Tool = PgAdmin | PrismaStudio;
