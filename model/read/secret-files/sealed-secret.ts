import { credentialInValue } from '../../../formats';
import type { ReadSecretFile } from '../../platform';
import { isJson, isTextMapping, mappingOf, textOf, unknownFields } from '../../objects/mappings';
import { hasLegalLabels } from './legal-labels';
import { readableInMetadata } from './readable';

/** The fields of a SealedSecret. `status` is there if the file was taken from a cluster. */
const fileFields: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'spec', 'status']);

/** The fields that the controller reads. The keys of `data`, which is older than `encryptedData`, are encrypted too. */
const specFields: ReadonlySet<string> = new Set(['encryptedData', 'template']);
const templateFields: ReadonlySet<string> = new Set(['data', 'immutable', 'metadata', 'type']);

/**
 * Reads a SealedSecret without opening it.
 * @see https://github.com/bitnami-labs/sealed-secrets#usage
 */
export function readSealedSecret(value: unknown): ReadSecretFile {
  const { apiVersion, kind, metadata, spec } = mappingOf(value);
  const { name, namespace, labels, annotations } = mappingOf(metadata);
  const { encryptedData, template } = mappingOf(spec);
  const { data, metadata: templateMetadata } = mappingOf(template);
  const texts = Object.entries(mappingOf(data)).flatMap(([key, text]) => (typeof text === 'string' ? [{ key, text }] : []));
  const readable = texts.filter(({ text }) => isReadableTemplate(text));
  const isBoundTo = bindingOf(annotations);
  const read: ReadSecretFile = {
    name: textOf(name),
    namespace: textOf(namespace),
    keys: [...Object.keys(mappingOf(encryptedData)).filter((key) => mappingOf(data)[key] !== null), ...texts.map(({ key }) => key)],
    readable: [
      ...readableInFile(value),
      ...readable.filter(({ text }) => text.includes('{{')).map(({ key }) => key),
      ...readableInMetadata('metadata', metadata),
      ...readableInMetadata('spec.template.metadata', templateMetadata),
    ],
    texts: readable.filter(({ text }) => !text.includes('{{')),
    wave: undefined,
    sealedName: isBoundTo.name ? textOf(mappingOf(templateMetadata)['name']) : undefined,
    sealedNamespace: isBoundTo.namespace ? textOf(mappingOf(templateMetadata)['namespace']) : undefined,
    problem: undefined,
    sealed: undefined,
  };
  if (kind === 'Secret') return { ...read, problem: 'plain' };
  if (kind !== 'SealedSecret' || apiVersion !== 'bitnami.com/v1alpha1') return { ...read, problem: 'kind' };
  if (read.name === undefined) return { ...read, problem: 'name' };
  const hasTexts =
    [encryptedData, labels, annotations].every(isTextMapping) &&
    Object.values(mappingOf(data)).every((text) => text === null || typeof text === 'string');
  if (!hasTexts || !isJson(spec)) return { ...read, problem: 'shape' };
  if (!hasLegalLabels(metadata) || !hasLegalLabels(templateMetadata)) return { ...read, problem: 'labels' };
  return { ...read, sealed: { labels: mappingOf(labels) as Texts, annotations: mappingOf(annotations) as Texts, spec: mappingOf(spec) } };
}

type Texts = Readonly<Record<string, string>>;

/** Lists what is readable outside of metadata and the template's texts, by the kind of object in the file. */
function readableInFile(value: unknown): string[] {
  const { kind, spec, data, stringData } = mappingOf(value);
  if (kind === 'Secret') return Object.keys({ ...mappingOf(data), ...mappingOf(stringData) });
  if (kind !== 'SealedSecret')
    return Object.entries({ data, stringData }).flatMap(([field, found]) => (found === undefined ? [] : [field]));
  const { encryptedData, template } = mappingOf(spec);
  const unsealed = Object.entries(mappingOf(encryptedData)).filter(([, text]) => typeof text === 'string' && !isSealedValue(text));
  return [
    ...unknownFields('', value, fileFields),
    ...unknownFields('spec', spec, specFields),
    ...unknownFields('spec.template', template, templateFields),
    ...unsealed.map(([key]) => key),
  ];
}

/**
 * Tells from the scope in the SealedSecret's own annotations whether its seal is bound to a name and to a namespace. kubeseal writes both into the template.
 * @see https://github.com/bitnami-labs/sealed-secrets#scopes
 */
function bindingOf(annotations: unknown): { readonly name: boolean; readonly namespace: boolean } {
  const has = (scope: string): boolean => mappingOf(annotations)[`sealedsecrets.bitnami.com/${scope}`] === 'true';
  if (has('cluster-wide')) return { name: false, namespace: false };
  return { name: !has('namespace-wide'), namespace: true };
}

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** The lengths of a session key that RSA has encrypted, in bytes. It is as long as the key pair: 2048, 3072, 4096 or 8192 bits. */
const rsaLengths: ReadonlySet<number> = new Set([256, 384, 512, 1024]);

/** How many bytes AES-GCM adds to a value, which may be empty. */
const tagLength = 16;

/**
 * Whether a text has the form that kubeseal writes: in Base64, two bytes with the length of the encrypted session key, that key, and the output of AES-GCM.
 * A value that was not sealed has another form.
 * @see https://github.com/bitnami-labs/sealed-secrets/blob/main/docs/developer/crypto.md
 */
function isSealedValue(text: string): boolean {
  // Go's decoder skips ends of lines.
  const whole = text.replace(/[\r\n]/g, '');
  if (whole.length % 4 !== 0 || !base64.test(whole)) return false;
  const [high = 0, low = 0] = Buffer.from(whole.slice(0, 4), 'base64');
  const rsaLength = high * 256 + low;
  const length = (whole.length / 4) * 3 - (whole.length - whole.replace(/=+$/, '').length);
  return rsaLengths.has(rsaLength) && length >= 2 + rsaLength + tagLength;
}

/** A text in Go's template language, taken apart. */
interface TemplateParts {
  /** The text with a reference to a variable in place of each expression. */
  readonly outside: string;
  /** The texts between the braces. */
  readonly expressions: readonly string[];
}

/** A quoted text inside an expression, up to the end if its quote is not closed. */
const spelledOut = /"(?:[^"\\]|\\[^])*(?:"|\\?$)|`[^`]*(?:`|$)/g;

/**
 * Whether the text that a template becomes is readable in the file: it refers to no sealed value, or there is a credential beside the reference.
 * @see https://pkg.go.dev/text/template
 */
function isReadableTemplate(text: string): boolean {
  const { outside, expressions } = partsOf(text);
  return !expressions.some((expression) => expression.replace(spelledOut, '').includes('.')) || credentialInValue(outside) !== undefined;
}

function partsOf(text: string): TemplateParts {
  const expressions: string[] = [];
  let outside = '';
  let position = 0;
  for (;;) {
    const start = text.indexOf('{{', position);
    const end = start === -1 ? -1 : text.indexOf('}}', start);
    if (end === -1) return { outside: outside + text.slice(position), expressions };
    outside += `${text.slice(position, start)}$(expression)`;
    expressions.push(text.slice(start + 2, end));
    position = end + 2;
  }
}
