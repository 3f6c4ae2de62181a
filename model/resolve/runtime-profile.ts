import { isRoutePath } from '../../formats';
import type { DatabaseClient, DeclaredRoute, ParsedService, Runtime } from '../../registry/schema';
import type { Component, UserIds } from '../platform';
import { dotnetBounds, goBounds, javaBounds, nodeBounds, type RuntimeBounds, unbounded } from './runtime-bounds';

/** The memory that the container of a service asks for, and may use. */
export interface RuntimeMemory {
  readonly request: string;
  readonly limit: string;
}

/** The facts about the images of a runtime that Kubernetes has to know. */
export interface RuntimeProfile {
  readonly component: Component;
  /**
   * The image's own numeric user. The kubelet cannot tell from a user's name that it is not root.
   * @see https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#non-root-user
   */
  readonly user: UserIds;
  /** The path that tells whether the service can take requests; undefined if none is known, so that a connection has to tell. */
  readonly readyPath: string | undefined;
  /** Whether the service answers under its routes alone, so that the first of them is asked in place of `readyPath`. */
  readonly answersUnderRoutes: boolean;
  /** Absolute paths that the runtime writes to beside `/tmp`. */
  readonly writablePaths: readonly string[];
  /** Variables that the runtime needs. An entry, a default or an overlay may set them otherwise. */
  readonly env: Readonly<Record<string, string>>;
  /** Variables of services that routes lead to, beside `env`: what a program behind a proxy is told. They can be set otherwise, too. */
  readonly behindProxy: Readonly<Record<string, string>>;
  /** Variables beside `PORT` by which the frameworks of the runtime are told the port. They can be set otherwise, too. */
  readonly portVariables: readonly string[];
  /** The variables that follow from the limits of the container. They can be set otherwise, too. */
  readonly boundsOf: RuntimeBounds;
  readonly memory: RuntimeMemory;
  /** How long a start may take, in seconds. */
  readonly startupSeconds: number;
  /** The client that reads `DATABASE_URL`. */
  readonly databaseClient: DatabaseClient;
}

/**
 * How long a program keeps a connection that is idle: longer than any proxy does, or the proxy sends a request into one that is just being closed. The
 * longest are those of Google's load balancers, 600 seconds.
 * @see https://cloud.google.com/load-balancing/docs/https#timeouts_and_retries
 */
const keepAliveSeconds = 620;

/** The settings that most runtimes have in common. */
const usual = {
  component: 'api',
  readyPath: '/health',
  answersUnderRoutes: false,
  writablePaths: [],
  env: {},
  behindProxy: {},
  portVariables: [],
  boundsOf: unbounded,
  memory: { request: '256Mi', limit: '512Mi' },
  startupSeconds: 150,
  // Their clients know the words of libpq, or take `DB_*`.
  databaseClient: 'psycopg',
} as const;

/** A user that no node and no image has: what a process could do outside its container, it could do as nobody. */
const hardenedUser: UserIds = { uid: 10001, gid: 10001 };

/**
 * The profile with a user that the image knows nothing of.
 * @returns the profile with a home that the user can write to
 */
export function hardenedProfile(profile: RuntimeProfile): RuntimeProfile {
  return { ...profile, user: hardenedUser, env: { ...profile.env, HOME: '/tmp' } };
}

/** The profiles of all runtimes. */
export const runtimeProfiles: Readonly<Record<Runtime, RuntimeProfile>> = {
  node: {
    ...usual,
    user: { uid: 1000, gid: 1000 },
    env: { NODE_ENV: 'production' },
    boundsOf: nodeBounds,
    databaseClient: 'prisma-7',
  },
  nextjs: {
    ...usual,
    component: 'web',
    user: { uid: 1000, gid: 1000 },
    readyPath: '/',
    // With a base path there is nothing at `/`.
    answersUnderRoutes: true,
    writablePaths: ['/app/.next/cache'],
    // Next.js listens on what HOSTNAME names, and the container runtime sets that to the pod's name.
    env: { HOSTNAME: '0.0.0.0', NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    // Of the standalone server, in milliseconds.
    behindProxy: { KEEP_ALIVE_TIMEOUT: String(keepAliveSeconds * 1000) },
    boundsOf: nodeBounds,
    databaseClient: 'prisma-7',
  },
  python: {
    ...usual,
    user: hardenedUser,
    env: { HOME: '/tmp', PYTHONDONTWRITEBYTECODE: '1', PYTHONUNBUFFERED: '1' },
    // Of uvicorn and gunicorn. The address of the proxy is known to nobody beforehand, and gunicorn up to 23 ends at the network of one.
    behindProxy: { FORWARDED_ALLOW_IPS: '*', UVICORN_TIMEOUT_KEEP_ALIVE: String(keepAliveSeconds) },
  },
  static: {
    ...usual,
    component: 'web',
    // The user of nginxinc/nginx-unprivileged.
    user: { uid: 101, gid: 101 },
    readyPath: '/',
    writablePaths: ['/var/cache/nginx'],
    databaseClient: 'prisma-7',
  },
  go: {
    ...usual,
    // The user of distroless images with the tag `nonroot`. A binary without an image below it runs as any user.
    user: { uid: 65532, gid: 65532 },
    boundsOf: goBounds,
  },
  java: {
    ...usual,
    user: hardenedUser,
    // Without an entry in /etc/passwd the JVM takes `user.home` from HOME.
    env: { HOME: '/tmp' },
    // Spring Boot: https://docs.spring.io/spring-boot/how-to/webserver.html
    portVariables: ['SERVER_PORT'],
    boundsOf: javaBounds,
    // Beside the heap there are classes, compiled code and thread stacks, of 200 MiB and more with a framework.
    memory: { request: '512Mi', limit: '1Gi' },
    // A framework that scans classes at a tenth of a core takes minutes.
    startupSeconds: 300,
  },
  dotnet: {
    ...usual,
    // APP_UID: https://learn.microsoft.com/en-us/dotnet/core/docker/container-images
    user: { uid: 1654, gid: 1654 },
    // Single-file programs are unpacked below HOME.
    env: { HOME: '/tmp' },
    // .NET 8 and newer: https://learn.microsoft.com/en-us/aspnet/core/fundamentals/servers/kestrel/endpoints
    portVariables: ['ASPNETCORE_HTTP_PORTS'],
    boundsOf: dotnetBounds,
  },
  other: { ...usual, user: hardenedUser, readyPath: undefined, env: { HOME: '/tmp' } },
};

/** The path that tells whether the service of an entry can take requests, unless its health says otherwise. */
export function readyPathOf(
  { routes = [] }: Pick<ParsedService, 'routes'>,
  { readyPath, answersUnderRoutes }: RuntimeProfile,
): string | undefined {
  const [first] = routes;
  if (!answersUnderRoutes || first === undefined) return readyPath;
  const path = answeredPath(first);
  return isRoutePath(path) ? path : readyPath;
}

/** The path that the service of a route sees. */
function answeredPath(route: DeclaredRoute): string {
  if (typeof route === 'string') return route;
  return route.strip === true ? '/' : (route.rewrite ?? route.path);
}
