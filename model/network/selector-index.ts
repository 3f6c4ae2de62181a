import { type Selector, selects } from './policy';

/** Values by selectors, found by the labels that fit them. A question takes time in proportion to the labels, and to the selectors that share one with them. */
export class SelectorIndex<T> {
  readonly #byLabel = new Map<string, { readonly selector: Selector; readonly value: T }[]>();
  readonly #general: { readonly selector: Selector; readonly value: T }[] = [];

  /** Adds a value, which is found by its selector. */
  add(selector: Selector, value: T): void {
    const [first] = Object.entries(selector.labels);
    if (first === undefined) this.#general.push({ selector, value });
    else {
      const key = first.join('=');
      const listed = this.#byLabel.get(key) ?? [];
      this.#byLabel.set(key, listed);
      listed.push({ selector, value });
    }
  }

  /** The values whose selectors fit, in the order of the labels; what fits everything last. */
  fitting(labels: Readonly<Record<string, string>>): T[] {
    return [...Object.entries(labels).flatMap((entry) => this.#byLabel.get(entry.join('=')) ?? []), ...this.#general]
      .filter(({ selector }) => selects(selector, labels))
      .map(({ value }) => value);
  }
}
