/** Deeper parentheses than in any rule that a person writes, and few enough for recursion. */
const mostLevels = 64;

/** A matcher with its arguments, an operator or a parenthesis. Arguments stand in backticks or quotes. */
const tokens = /\s*(?:(?<name>\w+)\((?<args>(?:\s|,|`[^`]*`|"(?:[^"\\]|\\.)*")*)\)|(?<sign>&&|\|\||!|\(|\)))/y;

/**
 * The hosts whose requests a rule of Traefik can match, such as ``(Host(`a.example`) || Host(`b.example`)) && PathPrefix(`/x`)``: never fewer than it matches.
 * @returns names, wildcards such as `*.example`, and an empty text where any host can match; of a `HostRegexp` the wildcard over the domain that it ends with
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/http/routing/rules-and-priority/
 */
export function hostsOfRule(rule: string): readonly string[] {
  const read = tokensOf(rule);
  if (read === undefined) return any;
  let next = 0;
  const hosts = either(0);
  return next === read.length ? hosts : any;

  function either(level: number): readonly string[] {
    const found = [...all(level)];
    while (read?.[next] === '||') {
      next += 1;
      for (const host of all(level)) found.push(host);
    }
    return found.includes('') ? any : found;
  }
  function all(level: number): readonly string[] {
    let found = one(level);
    while (read?.[next] === '&&') {
      next += 1;
      const more = one(level);
      if (found.includes('')) found = more;
    }
    return found;
  }
  function one(level: number): readonly string[] {
    const token = read?.[next];
    next += 1;
    if (token === undefined || level > mostLevels) return any;
    if (typeof token !== 'string') return token;
    if (token === '!') {
      one(level + 1);
      return any;
    }
    if (token !== '(') return any;
    const inner = either(level + 1);
    next += 1; // the closing one; where another token stands there, the rule is none, and not all tokens are read
    return inner;
  }
}

const any: readonly string[] = [''];

/** The operators of a rule, and the hosts of each of its matchers; undefined if it cannot be read. */
function tokensOf(rule: string): (string | readonly string[])[] | undefined {
  const found: (string | readonly string[])[] = [];
  const text = rule.trim();
  tokens.lastIndex = 0;
  while (tokens.lastIndex < text.length) {
    const { name, args, sign } = tokens.exec(text)?.groups ?? {};
    if (sign !== undefined) found.push(sign);
    else if (name !== undefined) found.push(hostsOfMatcher(name, args ?? ''));
    else return undefined;
  }
  return found;
}

function hostsOfMatcher(name: string, args: string): readonly string[] {
  const values = [...args.matchAll(/`([^`]*)`|"((?:[^"\\]|\\.)*)"/g)].map(
    ([, raw, quoted]) => raw ?? (quoted ?? '').replace(/\\(.)/g, '$1'),
  );
  if (values.length === 0) return any;
  if (name === 'Host' || name === 'HostSNI') return values.map((value) => (value === '*' ? '' : value.toLowerCase()));
  return name === 'HostRegexp' || name === 'HostSNIRegexp' ? values.map(patternOf) : any;
}

/** Longer than any host, and short enough for a search that is quadratic. */
const longestExpression = 1024;

/** The wildcard over the domain that a regular expression of hosts ends with, or the host that it is; an empty text if it ends with none. */
function patternOf(expression: string): string {
  if (expression.length > longestExpression) return '';
  const literal = /^\^?((?:[a-z0-9-]+\\\.)+[a-z0-9-]+)\$?$/i.exec(expression)?.[1];
  if (literal !== undefined) return literal.replaceAll('\\.', '.').toLowerCase();
  const domain =
    /\\\.((?:[a-z0-9-]+\\\.)*[a-z0-9-]+)\$?$/i.exec(expression)?.[1] ?? /\}\.((?:[a-z0-9-]+\.)*[a-z0-9-]+)$/i.exec(expression)?.[1];
  return domain === undefined || expression.includes('|') ? '' : `*.${domain.replaceAll('\\.', '.').toLowerCase()}`;
}
