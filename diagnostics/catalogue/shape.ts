import { entry } from './entry';
import { quoted, quotedList, type Suggestion } from './wording';

/** Findings about unreadable input and input of a wrong shape. */
export const shapeEntries = {
  'invalid-yaml': entry<{ detail: string }>({
    severity: 'error',
    title: 'a file is not YAML',
    explanation: 'The product manifest and the overlays are YAML 1.2. A file that is not is not used in part.',
    message: ({ detail }) => `this is not YAML: ${detail}`,
    help: () => 'correct the indentation, quotes or colons here',
  }),

  'yaml-key-repeated': entry<{ key: string }>({
    severity: 'error',
    title: 'a key stands twice in one mapping',
    explanation:
      'Parsers of YAML disagree which of the two counts, and YAML forbids it. One of the two values would be lost without a word.',
    message: ({ key }) => `key ${quoted(key)} stands twice in this mapping`,
    help: () => 'remove one of the two, or give it the name that was meant',
  }),

  'yaml-several-documents': entry<Readonly<Record<never, never>>>({
    severity: 'error',
    title: 'a file holds several YAML documents',
    explanation:
      'The product manifest, an overlay and an image lock are one document each. What stands after a line `---` would be lost without a word.',
    message: () => 'a second document begins here, and only the first is read',
    help: () => 'move it to the file that it belongs to, or remove the line `---`',
  }),

  'yaml-merge-key': entry<Readonly<Record<never, never>>>({
    severity: 'error',
    title: 'a merge key',
    explanation:
      'Merge keys are part of YAML 1.1; in YAML 1.2 `<<` is a key like any other. The `defaults` of the product manifest are for values that services ' +
      'have in common.',
    message: () => '`<<` merges nothing: files are YAML 1.2, which has no merge keys',
    help: () => 'write the fields of the merged mapping here',
  }),

  'yaml-version': entry<{ version: string }>({
    severity: 'error',
    title: 'a file says another version of YAML',
    explanation:
      'Files are YAML 1.2. By YAML 1.1 the same text has other values: `010` is 8, `yes` is true and `12:30` is a number. Parsers that know one version only do not obey the directive.',
    message: ({ version }) => `the file says that it is YAML ${quoted(version)}, and it is read as YAML 1.2`,
    help: () => 'remove the line `%YAML`, and put texts such as `010` in quotes',
  }),

  'yaml-tag': entry<{ tag: string }>({
    severity: 'error',
    title: 'a value has a tag',
    explanation: 'Nothing is done with tags: a value such as `!env TAG` would be the text `TAG`, and its tag would be lost without a word.',
    message: ({ tag }) => `tag ${quoted(tag)} has no meaning here`,
    help: () => 'remove the tag and write the value itself',
  }),

  'invalid-value': entry<
    Suggestion & {
      path: string;
      expected: string;
      received: string;
      word?: string;
      /** The mapping that is wanted. */
      mapping?: { readonly example: string; readonly fields: readonly string[] };
    }
  >({
    severity: 'error',
    title: 'a value is of the wrong kind',
    explanation: 'Every field takes one kind of value. Nothing is converted: in YAML `"4104"` is a text and `4104` is a number.',
    message: ({ path, expected, received, word }) =>
      `${path === 'the file' ? path : quoted(path)} must be ${inWords(expected)}, not ${word === undefined ? received : quoted(word)}`,
    notes: ({ mapping }) =>
      mapping === undefined || mapping.fields.length === 0 ? [] : [`its fields are ${quotedList(mapping.fields, 40)}`],
    help: ({ path, expected, suggestion, mapping }) => {
      if (suggestion !== undefined) return `did you mean ${quoted(suggestion)}?`;
      const isNamed = /^[A-Za-z]\w*$/.test(path);
      if (expected === 'a boolean' && isNamed) return `write ${quoted(`${path}: true`)} or ${quoted(`${path}: false`)}`;
      if (mapping === undefined) return `write ${inWords(expected)} here`;
      return `write ${inWords(expected)} here, such as ${quoted(isNamed ? `${path}: ${mapping.example}` : mapping.example)}`;
    },
  }),

  'unknown-key': entry<Suggestion & { key: string; allowed: readonly string[]; home?: string }>({
    severity: 'error',
    title: 'a key is not known',
    explanation:
      'Every mapping of the input has a fixed set of keys. An unknown one is an error, because a misspelt field would have no effect and no ' +
      'message.',
    message: ({ key }) => `key ${quoted(key)} is not known here`,
    notes: ({ allowed }) => (allowed.length === 0 ? [] : [`the keys here are ${quotedList(allowed, 40)}`]),
    help: ({ home, suggestion }) => home ?? (suggestion === undefined ? 'remove it' : `did you mean ${quoted(suggestion)}?`),
  }),

  'missing-field': entry<{ field: string }>({
    severity: 'error',
    title: 'a required field is missing',
    explanation: 'The field has no default, because a wrong guess would be worse than none.',
    message: ({ field }) => `field ${quoted(field)} is missing`,
    help: ({ field }) => `add ${quoted(field)} here`,
  }),

  'registry-unreadable': entry<{ file: string; detail: string }>({
    severity: 'error',
    title: 'the service registry cannot be loaded',
    explanation:
      'The registry is a TypeScript file that exports `serviceRegistry`. It is run to read it, so an exception in it ends the reading.',
    message: ({ file, detail }) => `the service registry ${quoted(file)} cannot be loaded: ${detail}`,
    help: () => 'make the file run by itself and export `serviceRegistry`, the result of `defineRegistry(...)`',
  }),

  'registry-time': entry<{ file: string; seconds: number }>({
    severity: 'error',
    title: 'the service registry does not come to an end',
    explanation:
      'The registry is data, and its code makes it in a moment. Code that loops, or waits for a network, would keep every run waiting.',
    message: ({ file, seconds }) => `the service registry ${quoted(file)} was stopped: it has not come to an end in ${seconds} s`,
    help: () => 'let its code end by itself, or give it more time by `--registry-timeout`',
  }),

  'registry-memory': entry<{ file: string; mebibytes: number }>({
    severity: 'error',
    title: 'the service registry takes too much memory',
    explanation: 'The registry is data, which is small. Code that makes more and more of it would take the memory of the whole machine.',
    message: ({ file, mebibytes }) =>
      `the service registry ${quoted(file)} was stopped: it takes more memory than ${mebibytes} MiB, or gives more data than a quarter of that`,
    help: () =>
      'let its code make less data: look for a loop that adds to a list or a text, and for values that contain one another many times',
  }),

  'registry-export-unclear': entry<{ file: string; exports: readonly string[]; likely?: string | undefined }>({
    severity: 'error',
    title: 'a module exports nothing, or several things of which none is called `serviceRegistry`',
    explanation:
      'The registry is the export `serviceRegistry`, or the default or only export. Which of several others it is would be a guess.',
    message: ({ file, exports }) =>
      exports.length === 0
        ? `${quoted(file)} exports nothing`
        : `${quoted(file)} exports ${quotedList(exports)}, and none of them is called \`serviceRegistry\``,
    help: ({ likely }) =>
      likely === undefined ? 'export the registry as `serviceRegistry`' : `rename ${quoted(likely)} to \`serviceRegistry\``,
  }),

  'registry-module-missing': entry<{ module: string }>({
    severity: 'error',
    title: 'the service registry imports a package that is not installed',
    explanation: 'The registry is run to read it. What it imports from packages has to be installed where the registry is.',
    message: ({ module }) => `${quoted(module)} cannot be found, which the service registry imports`,
    help: ({ module }) =>
      `install it by \`npm install --save-dev ${module
        .split('/')
        .slice(0, module.startsWith('@') ? 2 : 1)
        .join('/')}\`, or correct the name`,
  }),

  'file-missing': entry<{ file: string; what: string }>({
    severity: 'error',
    title: 'an input file is missing',
    explanation:
      'A product is a folder with `service-registry.ts`, `manifest.yaml` and one `environments/<name>.yaml` for each environment its manifest ' +
      'names.',
    message: ({ file, what }) => `${what} ${quoted(file)} does not exist`,
    help: ({ file }) => `create ${quoted(file)}, or remove what refers to it`,
  }),

  'file-unreadable': entry<{ file: string; what: string; flaw: 'link' | 'special' | 'denied' }>({
    severity: 'error',
    title: 'an input file cannot be read',
    explanation:
      'What cannot be read is not left out: a product would vanish, or an environment run other images than those that were pinned. ' +
      'Symbolic links are followed. Pipes and devices are not read, because they may have no end.',
    message: ({ file, what, flaw }) => `${what} ${quoted(file)} ${unreadableWords[flaw]}`,
    help: ({ flaw }) =>
      ({
        link: 'let the link lead to what was meant, or remove it',
        special: 'put a file in its place, or remove it',
        denied: 'let the user who runs this read it',
      })[flaw],
  }),

  'file-encoding': entry<{ file: string; offset: number; wide: boolean }>({
    severity: 'error',
    title: 'an input file is not UTF-8',
    explanation:
      'Text files are read as UTF-8. A byte that is none, as Latin-1 has for `ü`, would become the character U+FFFD in the manifests without a word.',
    message: ({ file, offset, wide }) =>
      `${quoted(file)} is not UTF-8: ${wide ? 'it begins with the byte order mark of UTF-16' : `byte ${offset} belongs to no character`}`,
    help: () => 'save the file as UTF-8',
  }),

  'file-nested': entry<{ file: string; levels: number }>({
    severity: 'error',
    title: 'an input file is nested too deep',
    explanation:
      'No file of Kubernetes needs a third of the levels. What is nested without a bound is often made by a fault of a program, and would take the stack of whoever reads it.',
    message: ({ file, levels }) => `${quoted(file)} is nested in more than ${levels} levels here`,
    help: () => 'nest it less: look for brackets that are never closed, and for a list that holds itself',
  }),

  'product-unread': entry<{ folder: string; reason: 'deeper' | 'above'; registry: string }>({
    severity: 'warning',
    title: 'the folder of a product is not read',
    explanation:
      'Products are the folders of the registry. The folders inside them are not searched, and none if the registry itself is the folder of one product.',
    message: ({ folder }) => `nothing reads the product in ${quoted(folder)}`,
    notes: ({ reason, registry }) =>
      reason === 'above' ? [`${quoted(registry)} has a product manifest, so it is the folder of one product`] : [],
    help: ({ folder, reason, registry }) =>
      reason === 'above'
        ? `move what belongs to the product of ${quoted(registry)} to a folder of its own in it`
        : `move it to ${quoted(`${registry}/${folder.split('/').at(-1)}`)}, or name the folder above it with \`--registry\``,
  }),

  'file-extension': entry<{ file: string; what: string; name: string }>({
    severity: 'error',
    title: 'an input file has another extension',
    explanation: 'The YAML files of a product end in `.yaml`, so that there is one name to look for and no second file beside it.',
    message: ({ file, what }) => `${what} ${quoted(file)} is not read`,
    help: ({ name }) => `rename it to ${quoted(name)}`,
  }),

  'file-unread': entry<Suggestion & { file: string; environments: readonly string[] }>({
    severity: 'warning',
    title: 'a file beside the overlays is read by nothing',
    explanation:
      'Of the folder `environments` an environment has `<name>.yaml`, `<name>.images.yaml`, `<name>.secrets/` and `<name>.manifests/`, if the product manifest lists its name. ' +
      'Anything else has no effect.',
    message: ({ file }) => `nothing reads ${quoted(file)}`,
    notes: ({ environments }) => [`the environments of the product are ${quotedList([...environments])}`],
    help: ({ suggestion }) =>
      suggestion === undefined
        ? 'add its environment to `environments` of the product manifest, or remove it'
        : `call it ${quoted(suggestion)}, if that was meant`,
  }),

  'registry-key-repeated': entry<{ key: string }>({
    severity: 'error',
    title: 'a key stands twice in one object of the service registry',
    explanation:
      'TypeScript and JSON keep the last value of a key that stands twice. Of two services with one key the first would vanish without a word.',
    message: ({ key }) => `key ${quoted(key)} stands twice in this object`,
    help: () => 'give one of the two another key, or remove it',
  }),

  'manifest-repeated': entry<{ field: string; name: string }>({
    severity: 'error',
    title: 'the product manifest lists something twice',
    explanation: 'A product has each of its services and environments once. One that is listed twice was often meant to be another.',
    message: ({ field, name }) => `${quoted(name)} is listed twice in ${quoted(field)}`,
    help: () => 'remove it here, or write the name that was meant',
  }),

  'product-service-unknown': entry<Suggestion & { service: string }>({
    severity: 'error',
    title: 'the product manifest names a service that the registry does not have',
    explanation: 'A product is made of registry entries, named by their keys.',
    message: ({ service }) => `the registry has no service ${quoted(service)}`,
    help: ({ suggestion }) =>
      suggestion === undefined ? 'add the service to the registry, or remove it here' : `did you mean ${quoted(suggestion)}?`,
  }),

  'service-unlisted': entry<{ service: string; product: string; manifest: string }>({
    severity: 'warning',
    title: 'a registry entry is in no product',
    explanation:
      'A product runs the entries that its product manifest lists. An entry that none lists is checked for its shape alone, and nothing is written for it. ' +
      'An entry that several products share counts as listed if one of them lists it.',
    message: ({ service, product }) => `${quoted(service)} is not among the services of product ${quoted(product)}, so nothing runs it`,
    help: ({ service, manifest }) => `add ${quoted(service)} to \`services\` of ${quoted(manifest)}, or remove the entry`,
  }),

  'overlay-service-unknown': entry<Suggestion & { service: string }>({
    severity: 'error',
    title: 'an overlay or its image lock names a service that the product does not have',
    explanation: 'An overlay sets values of a service under its registry key. A misspelt key would have no effect and no message.',
    message: ({ service }) => `the product has no service ${quoted(service)}`,
    help: ({ suggestion }) =>
      suggestion === undefined
        ? "add the service to the product manifest's `services`, or remove it here"
        : `did you mean ${quoted(suggestion)}?`,
  }),
};

/** Why a file cannot be read. */
const unreadableWords = {
  link: 'is a symbolic link that leads nowhere',
  special: 'is no file, but a pipe, a socket or a device',
  denied: 'may not be read by this user',
};

/** The expected type in the words of authors. */
function inWords(expected: string): string {
  return expected.replace(/\ba boolean\b/, '`true` or `false`');
}
