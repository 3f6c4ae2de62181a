import type { RoutedHost, Routing } from '../platform';
import { isGeneral } from './routing';

/** The hosts of a way in, found once: the routes of hundreds of services have the same hundreds of hosts, as the same array. */
export class RoutedHosts {
  static readonly #known = new WeakMap<Routing, RoutedHosts>();

  readonly #general: readonly string[];
  readonly #ofService = new Map<string, string[]>();
  readonly #byWord = new Map<string, RoutedHost[]>();
  readonly #places = new Map<RoutedHost, number>();
  readonly #chosen = new Map<string, readonly string[]>();

  private constructor({ hosts }: Routing) {
    this.#general = hosts.filter(isGeneral).map(({ host }) => host);
    for (const [place, one] of hosts.entries()) {
      this.#places.set(one, place);
      for (const word of new Set([one.host, one.name ?? one.host])) add(this.#byWord, word, one);
      for (const key of new Set(one.services)) add(this.#ofService, key, one.host);
    }
  }

  /** The hosts of a way in. */
  static of(routing: Routing): RoutedHosts {
    const known = this.#known.get(routing) ?? new RoutedHosts(routing);
    this.#known.set(routing, known);
    return known;
  }

  /** Those that serve the routes of a service which choose none themselves. */
  ofService(key: string): readonly string[] {
    return this.#ofService.get(key) ?? this.#general;
  }

  /** Whether there is a host of a name, or a DNS name. */
  has(word: string): boolean {
    return this.#byWord.has(word);
  }

  /** Those that a route chooses by name, or DNS name, in the order of the way in. */
  chosen(words: readonly string[]): readonly string[] {
    const id = JSON.stringify(words);
    const known = this.#chosen.get(id);
    if (known !== undefined) return known;
    const found = new Set(words.flatMap((word) => this.#byWord.get(word) ?? []));
    const hosts = [...found].sort((a, b) => this.#placeOf(a) - this.#placeOf(b)).map(({ host }) => host);
    this.#chosen.set(id, hosts);
    return hosts;
  }

  #placeOf(host: RoutedHost): number {
    return this.#places.get(host) ?? 0;
  }
}

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
