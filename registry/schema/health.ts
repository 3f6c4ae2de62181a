import * as z from 'zod';
import { isHeaderName, isProbePath, textProblem } from '../../formats';
import { inspected } from './legal';
import { secondsSchema } from './values';

const portReference = z.union([z.string(), z.number()]);

/** One question about the health of a service: a path over HTTP, the health service of gRPC, a TCP connection or a command. */
const healthCheckSchema = z.union([
  z.string(),
  z.literal(false),
  z.strictObject({
    /** The path that is asked for over HTTP/1.1. Kubernetes counts 200 to 399 as healthy. */
    http: z.string(),
    /**
     * The port, by its name in `ports` or by its number.
     * @default the service's port
     */
    port: portReference.optional(),
    /**
     * Headers of the request. Values are literal.
     * @default `Host` with the host of the routes, for a service with routes
     */
    headers: z.record(z.string(), z.string()).readonly().optional(),
  }),
  z.strictObject({
    /**
     * The name of the service that the health service of gRPC is asked about, or `true` for the server as a whole.
     * @see https://github.com/grpc/grpc/blob/master/doc/health-checking.md
     */
    grpc: z.union([z.string(), z.literal(true)]),
    /**
     * The port, by its name in `ports` or by its number.
     * @default the service's port
     */
    port: portReference.optional(),
  }),
  z.strictObject({
    /** The port that has to accept a TCP connection, by its name in `ports` or by its number, or `true` for the service's port. */
    tcp: z.union([z.string(), z.number(), z.literal(true)]),
  }),
  z.strictObject({
    /** The command that has to end with 0, without a shell. The program has to be in the image. */
    exec: z.array(z.string()).readonly(),
  }),
]);

/**
 * A probe that the kubelet can carry out.
 * @param probe the name of its field
 */
function probeSchema(probe: 'health.live' | 'health.ready' | 'health.startup') {
  return inspected(healthCheckSchema, (check, report) => {
    const path = typeof check === 'object' && 'http' in check ? check.http : check;
    // An empty path of `live` takes a default away.
    if (typeof path === 'string' && !isProbePath(path) && !(probe === 'health.live' && check === ''))
      report('health-path-invalid', { probe, path });
    if (typeof check !== 'object') return;
    if ('exec' in check && (check.exec[0] ?? '') === '') report('health-exec-empty', { probe });
    const headers = 'http' in check ? Object.entries(check.headers ?? {}) : [];
    for (const [header] of headers) {
      if (!isHeaderName(header)) report('health-header-invalid', { probe, header }, { path: ['headers', header] });
    }
    const texts = 'exec' in check ? check.exec : 'grpc' in check ? [String(check.grpc)] : headers.map(([, value]) => value);
    const problem = texts.map((text) => textProblem(text, 'argument')).find((found) => found !== undefined);
    if (problem !== undefined) report('text-invalid', { what: probe, ...problem });
  });
}

/** One question about the health of a service. */
export type HealthCheckInput = z.output<typeof healthCheckSchema>;

/**
 * The health probes of a service. A probe is a path, such as `'/health'`, or one of `{ http }`, `{ grpc }`, `{ tcp }` and `{ exec }`, or `false` for
 * no probe. Among a product's `defaults` a path applies to the services that speak `http` or `h2c`.
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export const healthSchema = z.strictObject({
  /**
   * Answers whether the process itself still works, without a question to a database, broker or peer: a failure restarts it.
   * @default a TCP connection to the service's port, which cannot restart every pod when a database is slow; none for the protocol `udp`
   */
  live: probeSchema('health.live').optional(),
  /**
   * Answers whether the service can take requests now. Must not ask other services.
   * @default `/health` for the protocols `http` and `h2c`, or `/` for the runtime `static` and the first route, else `/`, for `nextjs`; the health service
   * of gRPC for `grpc`; a TCP connection for `tcp`, and for the runtime `other` whatever it speaks; none for `udp`
   */
  ready: probeSchema('health.ready').optional(),
  /**
   * Answers when the start is complete.
   * @default as `ready`
   */
  startup: probeSchema('health.startup').optional(),
  /**
   * The longest time that a start may take, in seconds. A container that takes longer is restarted.
   * @default 150, for the runtime `java` 300
   */
  startupSeconds: secondsSchema('health.startupSeconds').optional(),
  /**
   * The time between two questions of readiness and of liveness, in seconds. A pod gets no requests after three wrong answers in a row; a container is
   * restarted after six.
   * @default 10
   */
  periodSeconds: secondsSchema('health.periodSeconds').optional(),
  /**
   * The time that an answer may take, in seconds.
   * @default 3
   */
  timeoutSeconds: secondsSchema('health.timeoutSeconds').optional(),
});
