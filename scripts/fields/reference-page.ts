import type { AuthoredTypes, Docstring, Field, FieldType, NamedType } from './field';
import { optionsOf, typeWords, withoutWrappers } from './type-words';

/** The files that an author writes: the title of each section, the name of its type, and what it says before the fields. */
const files = [
  {
    word: 'Entry',
    title: 'The service registry',
    type: 'ServiceDefinition',
    intro:
      '`registry/<product>/service-registry.ts` (or `.js`, `.cjs`, `.json`) has an entry for each service, by its key. Fields that “`defaults`” follows may also stand ' +
      'in [`defaults`](#product-manifest-defaults) of the product manifest, fields that “overlay” follows in the [overlay](#the-overlay). The overlay wins over the entry, and the entry over `defaults`.',
  },
  {
    word: 'Product manifest',
    title: 'The product manifest',
    type: 'ProductManifest',
    intro: '`registry/<product>/manifest.yaml` says which services a product has.',
  },
  {
    word: 'Overlay',
    title: 'The overlay',
    type: 'EnvironmentOverlay',
    intro: '`registry/<product>/environments/<environment>.yaml` has the settings of an environment.',
  },
  {
    word: 'Image lock',
    title: 'The image lock',
    type: 'ImageLock',
    intro: '`registry/<product>/environments/<environment>.images.yaml` has the builds that an environment runs. CI edits it.',
  },
] as const;

/**
 * Writes `docs/reference.md`: every field that an author writes, with type, default and meaning, and where it may stand.
 * @returns Markdown with a line end
 */
export function referencePage(authored: AuthoredTypes): string {
  return new Page(authored).text();
}

class Page {
  private readonly shared: ReadonlySet<string>;
  /** The heading under which each field of a file stands, by the place of its declaration. */
  private readonly headings = new Map<string, string>();

  private readonly authored: AuthoredTypes;

  constructor(authored: AuthoredTypes) {
    this.authored = authored;
    const roots = files.map(({ type }) => type as string);
    const uses = new Map<string, number>();
    for (const { type } of authored.types.values()) countUses(type, uses);
    this.shared = new Set([...uses].filter(([name, count]) => count > 1 && !roots.includes(name)).map(([name]) => name));
  }

  text(): string {
    const sections = files.map(({ word, title, type, intro }) => {
      const named = this.named(type);
      const fields = this.fieldsOfFile(named.type);
      return `## ${title}\n\n${intro}\n\n${fields.map((field) => this.section(word, field)).join('\n')}`;
    });
    const types = [...this.authored.types.values()].filter(({ name }) => this.shared.has(name)).map((type) => this.typeSection(type));
    return [
      '# Reference\n',
      'Every field of the files that you write. [errors.md](errors.md) says what is checked about them.\n',
      '<!-- Made from registry/schema by `npm run reference`. Edit the docstrings there, not this file. -->\n',
      ...sections,
      '## Types\n\nTypes that several fields share.\n',
      ...types,
    ].join('\n');
  }

  private named(name: string): NamedType {
    return this.authored.types.get(name)!;
  }

  /** The fields of a file, or of each of the entries that a file has by key. */
  private fieldsOfFile(type: FieldType): readonly Field[] {
    const inner = withoutWrappers(type);
    return inner.kind === 'record' ? this.fieldsOfFile(inner.of) : inner.kind === 'fields' ? inner.fields : [];
  }

  private section(word: string, field: Field): string {
    const heading = `${word}: \`${field.name}\``;
    if (!this.headings.has(field.place)) this.headings.set(field.place, heading);
    const facts = [this.facts(field), ...(word === 'Entry' ? this.elsewhere(field) : [])].join(' · ');
    return `### ${heading}\n\n${facts}\n\n${paragraphs(field.docstring, '')}${this.nested(field.type, '')}`;
  }

  private typeSection({ name, docstring, type }: NamedType): string {
    return `### Type: ${name}\n\n${paragraphs(docstring, '')}${this.nested(type, '', true)}`;
  }

  private facts({ type, optional, docstring }: Field): string {
    const words = typeWords(type, (name) => (this.shared.has(name) ? `[${name}](#type-${name.toLowerCase()})` : this.typeWordsOf(name)));
    return `${words} · ${optional ? `default: ${docstring.default === undefined ? 'none' : defaultText(docstring.default)}` : 'required'}`;
  }

  private typeWordsOf(name: string): string {
    return typeWords(this.named(name).type, (inner) =>
      this.shared.has(inner) ? `[${inner}](#type-${inner.toLowerCase()})` : this.typeWordsOf(inner),
    );
  }

  /** Where else a field of an entry may stand. */
  private elsewhere({ name, type }: Field): string[] {
    const overlay = this.fieldsOfFile(this.named('EnvironmentOverlay').type);
    const services = overlay.find((field) => field.name === 'services');
    const has = (fields: readonly Field[]): boolean => fields.some((field) => field.name === name && alike(field.type, type));
    return [
      ...(has(this.fieldsOfFile(this.named('ServiceDefaults').type)) ? ['`defaults`'] : []),
      ...(has(overlay) ? [`[overlay](#overlay-${name.toLowerCase()})`] : []),
      ...(services && has(this.fieldsOfFile(services.type)) ? ['overlay, [`services.<key>`](#overlay-services)'] : []),
    ];
  }

  /** The fields inside a type, as a list. */
  private nested(type: FieldType, indent: string, atHome = false): string {
    switch (type.kind) {
      case 'plain':
        return '';
      case 'named':
        return this.shared.has(type.name) && !atHome ? '' : this.nested(this.named(type.name).type, indent);
      case 'list':
      case 'record':
      case 'readonly':
        return this.nested(type.of, indent);
      case 'fields':
        return `${indent === '' ? '\n' : ''}${type.fields.map((field) => this.item(field, indent)).join('')}`;
      case 'union': {
        const options = optionsOf(type).filter((option) => this.nested(option, indent) !== '');
        if (options.length < 2) return options.map((option) => this.nested(option, indent)).join('');
        const items = options.map((option) => {
          const title = option.kind === 'fields' ? titleOf(option.fields) : typeWords(option, (name) => this.typeWordsOf(name));
          return `${indent}- ${title}\n${this.nested(option, `${indent}  `)}`;
        });
        return `${indent === '' ? '\n' : ''}${items.join('')}`;
      }
    }
  }

  private item(field: Field, indent: string): string {
    const known = this.headings.get(field.place);
    if (known !== undefined) return `${indent}- \`${field.name}\`: see [${known}](#${anchor(known)})\n`;
    return `${indent}- \`${field.name}\`: ${this.facts(field)}\n\n${paragraphs(field.docstring, `${indent}  `)}${this.nested(field.type, `${indent}  `)}`;
  }
}

function countUses(type: FieldType, uses: Map<string, number>): void {
  switch (type.kind) {
    case 'named':
      uses.set(type.name, (uses.get(type.name) ?? 0) + 1);
      return;
    case 'fields':
      for (const field of type.fields) countUses(field.type, uses);
      return;
    case 'union':
      for (const option of type.options) countUses(option, uses);
      return;
    case 'list':
    case 'record':
    case 'readonly':
      countUses(type.of, uses);
      return;
    case 'plain':
  }
}

/** Whether two types are the same, but for the `false` that takes a value of a lower layer away. */
function alike(one: FieldType, other: FieldType): boolean {
  const text = (type: FieldType): string => typeWords(type, (name) => name).replaceAll(' or `false`', '');
  return text(one) === text(other);
}

/** The title of one option of several: the value that chooses it, or the fields that it has to have. */
function titleOf(fields: readonly Field[]): string {
  const [chosen] = fields;
  if (chosen?.type.kind === 'plain' && chosen.type.text.startsWith("'")) return `\`${chosen.name}: ${chosen.type.text.slice(1, -1)}\``;
  return `with \`${fields
    .filter(({ optional }) => !optional)
    .map(({ name }) => name)
    .join('`, `')}\``;
}

function paragraphs({ text, see }: Docstring, indent: string): string {
  return [`${indent}${escaped(text)}`, ...see.map((address) => `${indent}See <${address}>.`)].map((line) => `${line}\n`).join('');
}

/** The text of a default, as code where it is a value. */
function defaultText(text: string): string {
  return /^(?:'[^']*'|\[[^\]]*\]|\{[^}]*\}|\d+|true|false)$/.test(text) ? `\`${text}\`` : escaped(text);
}

/** The text without what Markdown would take as markup, outside of code. */
function escaped(text: string): string {
  return text.replace(/`[^`]*`|[<*]/g, (found) => (found.startsWith('`') ? found : `\\${found}`));
}

function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');
}
