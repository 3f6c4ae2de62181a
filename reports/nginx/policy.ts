import type { Exposure, FeatureValues } from '../../model';
import { corsDirectives, corsMaps } from './cors';
import type { Directive } from './directive';

/** What an exposure asks for, in the words of nginx. */
export interface Policy {
  /** Directives of `http`: zones and maps. */
  readonly shared: readonly Directive[];
  /** Directives of each of its locations. */
  readonly own: readonly Directive[];
  /** What nginx cannot do, each as a sentence. */
  readonly lacks: readonly string[];
}

/** Translates the features of an exposure. Routes of one exposure share the count of their rate limit. */
export function policyOf({ name, features }: Pick<Exposure, 'name' | 'features'>): Policy {
  const { timeoutSeconds, maxBodyBytes, rateLimit, cors, retries, sticky, circuitBreaker, accessLog, websocket } = features;
  const shared: Directive[] = [];
  const own: Directive[] = [];
  const lacks: string[] = [];
  const seconds = timeoutSeconds ?? (websocket === true ? hour : undefined);
  if (seconds !== undefined) own.push(`proxy_read_timeout ${seconds}s`, `proxy_send_timeout ${seconds}s`);
  if (maxBodyBytes !== undefined) own.push(`client_max_body_size ${maxBodyBytes}`);
  if (accessLog === false) own.push('access_log off');
  if (retries !== undefined) own.push(...retryDirectives(retries));
  if (rateLimit !== undefined) {
    const { rate, lack } = rateOf(rateLimit);
    shared.push(`limit_req_zone $binary_remote_addr zone=${name}:10m rate=${rate}`);
    // nginx counts those beyond the first, and knows no burst of none.
    own.push(`limit_req zone=${name}${rateLimit.burst > 1 ? ` burst=${rateLimit.burst - 1} nodelay` : ''}`);
    if (lack !== undefined) lacks.push(`\`rateLimit\` of ${name}: ${lack}`);
  }
  if (cors !== undefined) {
    const variable = `cors_${name.replaceAll('-', '_')}`;
    shared.push(...corsMaps(cors, variable));
    own.push(...corsDirectives(cors, variable));
  }
  if (sticky !== undefined) lacks.push(`\`sticky\` of ${name}: nginx has no sessions by cookie in its open edition`);
  if (circuitBreaker !== undefined) lacks.push(`\`circuitBreaker\` of ${name}: nginx has none`);
  return { shared, own, lacks };
}

const hour = 3600;

/** Sends a request again that failed before the service answered; nginx never does with one that is not idempotent. */
function retryDirectives(retries: number): string[] {
  return retries === 0 ? ['proxy_next_upstream off'] : ['proxy_next_upstream error', `proxy_next_upstream_tries ${retries + 1}`];
}

/** nginx counts whole requests a second or a minute. */
function rateOf({ requests, per }: FeatureValues['rateLimit']): { readonly rate: string; readonly lack?: string } {
  if (per === 'second') return { rate: `${requests}r/s` };
  if (per === 'minute') return { rate: `${requests}r/m` };
  const minutely = Math.max(1, Math.floor(requests / 60));
  if (minutely * 60 === requests) return { rate: `${minutely}r/m` };
  return { rate: `${minutely}r/m`, lack: `nginx counts no hours, so ${requests} an hour are ${minutely} a minute` };
}
