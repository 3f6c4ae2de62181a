import { patternsOver } from './hosts';

/** Hosts that stand for all hosts of some lists. */
export interface HostStandIns {
  /** All hosts of the lists, in lower case. */
  readonly hosts: ReadonlySet<string>;
  /**
   * Those of a list that stand for others, or for themselves alone, in the order of the list.
   * @param list one of the lists, the same array
   */
  readonly of: (list: readonly string[]) => readonly string[];
}

/**
 * Finds hosts that no dialect tells apart, so that routes have to be compared at one of them alone: 400 routes at 600 hosts are 400 questions then.
 *
 * Why these are enough: a dialect asks of a host which routes it has, which wildcards take it, and, where routes of several hosts compete, how long
 * it is. So hosts stand for each other that are in the same lists, if no wildcard and no route of any host takes them. Else they must have
 * one length, too, and over them the same number of wildcards, each of which stands for the other, and the nearest of them must be as near. What takes a
 * host that stands for others is kept as well.
 *
 * Takes time in proportion to the lists, of which one that is the same array counts once.
 * @param lists the hosts of each route
 */
export function hostStandIns(lists: Iterable<readonly string[]>): HostStandIns {
  const distinct = new Set(lists);
  const inLists = new Map<string, string>();
  for (const [number, list] of [...distinct].entries())
    for (const host of new Set(list.map((one) => one.toLowerCase()))) inLists.set(host, `${inLists.get(host) ?? ''} ${number}`);
  const hosts = new Set(inLists.keys());
  const classes = new Map<string, string>();
  const standIns = new Map<string, string>();
  const kept = new Set<string>();
  for (const host of [...hosts].sort(widerFirst)) {
    const takers = takersOf(host, hosts);
    const isCompared = takers.length > 0 || isWide(host);
    const isNear = !isWide(host) && takers[0] === patternsOver(host, 'one-label')[1];
    const key = [inLists.get(host), ...(isCompared ? [host.length, isNear, ...takers.map((taker) => classes.get(taker))] : [])].join('|');
    const standIn = standIns.get(key) ?? host;
    standIns.set(key, standIn);
    classes.set(host, standIn);
    if (standIn === host) for (const one of [host, ...takers]) kept.add(one);
  }
  const ofList = new Map([...distinct].map((list) => [list, list.filter((host) => kept.has(host.toLowerCase()))]));
  return { hosts, of: (list) => ofList.get(list) ?? list };
}

function isWide(host: string): boolean {
  return host === '' || host.startsWith('*.');
}

/** What takes a host comes before it; hosts of one kind keep their order. */
function widerFirst(a: string, b: string): number {
  const [wideA, wideB] = [isWide(a), isWide(b)];
  if (wideA !== wideB) return wideA ? -1 : 1;
  return wideA ? a.length - b.length : 0;
}

/** The wildcards that take a host in some dialect, the longest first, and the empty text if there are routes of any host. */
function takersOf(host: string, hosts: ReadonlySet<string>): string[] {
  if (host === '') return [];
  return patternsOver(host, 'labels').filter((pattern) => pattern !== host && hosts.has(pattern));
}
