import { backingKinds } from '../../backing';
import type { ResolveHost, Target } from './endpoints';
import type { PlainVariable } from './variables';

/** A URL, or a `host:port`, in the value of an environment variable. */
export interface UrlUse {
  readonly variable: PlainVariable;
  /** Without the colon, in lower case; empty for a `host:port`. */
  readonly scheme: string;
  /** In lower case, without the brackets of an IPv6 address. */
  readonly host: string;
  /** Unknown when the URL has none and its scheme is not known. */
  readonly port: number | undefined;
  /** Whether the port follows from the scheme alone. */
  readonly portImplied: boolean;
  /** Without query and fragment; `/` or empty when there is none. */
  readonly path: string;
  readonly target: Target;
}

/** What was found in the values of environment variables. */
export interface UrlFacts {
  readonly urls: readonly UrlUse[];
  /** Variables whose value is meant to be a URL that no parser takes. */
  readonly invalid: readonly PlainVariable[];
}

const defaultPorts: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['ws', 80],
  ['https', 443],
  ['wss', 443],
  ...Object.values(backingKinds).flatMap(({ schemes }) => Object.entries(schemes)),
]);

/**
 * Finds the URLs in environment variables: one that is the whole value, and those in a list or a sentence. A `host:port` without a scheme counts
 * when its host is a service or a backing service.
 */
export function urlsIn(variables: readonly PlainVariable[], resolveHost: ResolveHost): UrlFacts {
  const urls: UrlUse[] = [];
  const invalid: PlainVariable[] = [];
  for (const variable of variables) {
    const texts = urlTexts(variable.value);
    for (const text of texts) {
      const use = readUrl(text, variable, resolveHost);
      if (use !== undefined) urls.push(use);
      else if (text.length === variable.value.length && !/[$<>{}%]/.test(text)) invalid.push(variable);
    }
    const address = texts.length === 0 ? readAddress(variable, resolveHost) : undefined;
    if (address !== undefined) urls.push(address);
  }
  return { urls, invalid };
}

function readUrl(text: string, variable: PlainVariable, resolveHost: ResolveHost): UrlUse | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const scheme = url.protocol.slice(0, -1);
  const host = url.hostname.toLowerCase().replace(/^\[(.*)\]$|\.$/g, '$1');
  const implied = defaultPorts.get(scheme);
  const port = url.port === '' ? implied : Number(url.port);
  return {
    variable,
    scheme,
    host,
    port,
    portImplied: url.port === '',
    path: url.pathname,
    target: host === '' ? { kind: 'elsewhere' } : resolveHost(host),
  };
}

/** What a `host:port` without a scheme is meant for. */
const named: ReadonlySet<Target['kind']> = new Set(['service', 'backing', 'neighbour', 'external']);

function readAddress(variable: PlainVariable, resolveHost: ResolveHost): UrlUse | undefined {
  if (variable.value.length > 300) return undefined;
  const parts = /^([A-Za-z0-9][A-Za-z0-9.-]*):(\d{1,5})$/.exec(variable.value);
  if (parts === null) return undefined;
  const host = (parts[1] ?? '').toLowerCase();
  const target = resolveHost(host);
  if (!named.has(target.kind)) return undefined;
  return { variable, scheme: '', host, port: Number(parts[2]), portImplied: false, path: '', target };
}

/** The longest scheme that is looked for in front of `://`. */
const longestScheme = 40;

/** Cuts the URLs out of a text. Each character is looked at a bounded number of times. */
function urlTexts(value: string): string[] {
  const texts: string[] = [];
  for (let at = value.indexOf('://'); at !== -1; at = value.indexOf('://', at)) {
    let start = at;
    while (start > 0 && at - start < longestScheme && /[A-Za-z0-9+.-]/.test(value[start - 1] ?? '')) start--;
    let end = at + 3;
    while (end < value.length && !/[\s,"'`|]/.test(value[end] ?? '')) end++;
    if (/[A-Za-z]/.test(value[start] ?? '')) texts.push(value.slice(start, end));
    at = end;
  }
  return texts;
}
