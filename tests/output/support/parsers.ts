import { load, loadAll } from 'js-yaml';
import { parse, parseAllDocuments } from 'yaml';

/** A YAML parser used as an oracle: `one` reads a text with a single document, `all` a whole stream. Both throw on what they refuse. */
export interface Parser {
  readonly name: string;
  readonly one: (text: string) => unknown;
  readonly all: (text: string) => unknown[];
}

function yamlParser(version: '1.1' | '1.2'): Parser {
  // The schema follows the version: `yaml-1.1` for 1.1, `core` for 1.2.
  const options = { version, strict: true, logLevel: 'error' } as const;
  return {
    name: `yaml ${version}`,
    one: (text): unknown => parse(text, options) as unknown,
    all: (text) =>
      Array.from(parseAllDocuments(text, options), (document): unknown => {
        const problem = [...document.errors, ...document.warnings][0];
        if (problem !== undefined) throw problem;
        return document.toJS() as unknown;
      }),
  };
}

/** The three parsers that must read every emitted text alike. kubectl's is a fourth, which needs the binary and is not run here. */
export const parsers: readonly Parser[] = [
  yamlParser('1.1'),
  yamlParser('1.2'),
  { name: 'js-yaml', one: (text) => load(text), all: (text) => loadAll(text) },
];
