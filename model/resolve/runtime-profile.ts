import { isRoutePath } from '../../formats';
import type { ParsedService, Runtime } from '../../registry/schema';
import type { Component, UserIds } from '../platform';

/** What Kubernetes has to know about the images of a runtime. */
export interface RuntimeProfile {
  readonly component: Component;
  /**
   * The image's own numeric user. The kubelet cannot tell from a user's name that it is not root.
   * @see https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#non-root-user
   */
  readonly user: UserIds;
  /** The path that tells whether the service can take requests. */
  readonly readyPath: string;
  /** Whether the service answers under its routes alone, so that the first of them is asked in place of `readyPath`. */
  readonly answersUnderRoutes: boolean;
  /** Absolute paths that the runtime writes to beside `/tmp`. */
  readonly writablePaths: readonly string[];
  /** Variables that the runtime needs. An entry, a default or an overlay may set them otherwise. */
  readonly env: Readonly<Record<string, string>>;
}

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
    component: 'api',
    user: { uid: 1000, gid: 1000 },
    readyPath: '/health',
    answersUnderRoutes: false,
    writablePaths: [],
    env: { NODE_ENV: 'production' },
  },
  nextjs: {
    component: 'web',
    user: { uid: 1000, gid: 1000 },
    readyPath: '/',
    // With a base path there is nothing at `/`.
    answersUnderRoutes: true,
    writablePaths: ['/app/.next/cache'],
    // Next.js listens on what HOSTNAME names, and the container runtime sets that to the pod's name.
    env: { HOSTNAME: '0.0.0.0', NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  },
  python: {
    component: 'api',
    user: { uid: 10001, gid: 10001 },
    readyPath: '/health',
    answersUnderRoutes: false,
    writablePaths: [],
    env: { HOME: '/tmp', PYTHONDONTWRITEBYTECODE: '1', PYTHONUNBUFFERED: '1' },
  },
  static: {
    component: 'web',
    // The user of nginxinc/nginx-unprivileged.
    user: { uid: 101, gid: 101 },
    readyPath: '/',
    answersUnderRoutes: false,
    writablePaths: ['/var/cache/nginx'],
    env: {},
  },
};

/** The path that tells whether the service of an entry can take requests, unless its health says otherwise. */
export function readyPathOf({ routes = [] }: Pick<ParsedService, 'routes'>, { readyPath, answersUnderRoutes }: RuntimeProfile): string {
  const [first] = routes;
  return answersUnderRoutes && first !== undefined && isRoutePath(first) ? first : readyPath;
}
