import { backingKinds } from '../../backing';
import { addressesIn } from './addresses';
import { connectionStringIn } from './connection-strings';
import type { ResolveHost } from './endpoints';
import type { UrlUse } from './url-use';
import type { PlainVariable, WrittenVariables } from './variables';

export type { UrlUse } from './url-use';

/** The URLs and hosts in the values of environment variables. */
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
 * Finds the URLs in environment variables: one that is the whole value, and those in a list or a sentence; and the addresses
 * without a scheme whose host is known.
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
    if (texts.length === 0 || variable.value.startsWith('dns:')) urls.push(...addressesIn(variable.value, variable, resolveHost));
  }
  return { urls, invalid };
}

/** Finds the addresses that `urlsIn()` does not look at: those in values that are secret in part, and connection strings of keywords. */
export function composedAddresses({ plain, referring }: WrittenVariables, resolveHost: ResolveHost): UrlUse[] {
  const keywords = [...plain, ...referring].flatMap((variable) => connectionStringIn(variable, resolveHost) ?? []);
  return [...keywords, ...urlsIn(referring, resolveHost).urls];
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
