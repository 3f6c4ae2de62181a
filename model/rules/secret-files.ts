import { boundedSuggest, type Place } from '../../diagnostics';
import { type Blueprint, stageWaves } from '../blueprint';
import { placeOf, placeUnder } from '../origin';
import { providedSecrets } from '../secrets';
import type { Platform, SecretFile, SecretFilesProvider } from '../platform';
import { secretFolder } from '../input-files';
import { type AreaRules, rule } from './rule';

/** The sealed or encrypted files of a platform, and whether they are what their provider passes on. */
interface SecretFiles {
  readonly provider: SecretFilesProvider['provider'];
  readonly all: readonly SecretFile[];
  /** Those with a name that can be read, and nothing wrong with their kind. */
  readonly sound: readonly (SecretFile & { readonly name: string })[];
}

/** The files of a platform; undefined where its provider of Secrets has none. */
function secretFilesOf({ secretProvider }: Platform): SecretFiles | undefined {
  if (secretProvider.provider !== 'sealed-secrets' && secretProvider.provider !== 'sops') return undefined;
  const { provider, files } = secretProvider;
  return {
    provider,
    all: files,
    sound: files.flatMap((file) => (file.name === undefined || file.problem !== undefined ? [] : [{ ...file, name: file.name }])),
  };
}

/** Reports files of sealed or encrypted Secrets that are something else. */
const secretFileUnreadable = rule('secret-file-unreadable', ({ platform }, report) => {
  const files = secretFilesOf(platform);
  for (const { problem, place } of files?.all ?? []) {
    if (problem !== undefined && problem !== 'plain') report({ flaw: problem, provider: files?.provider ?? '' }, place);
  }
});

/** Reports values that stand in a file for everybody to read, without showing them. */
const secretFilePlain = rule('secret-file-plain', ({ platform, blueprint }, report) => {
  const files = secretFilesOf(platform);
  if (files === undefined) return;
  const known = knownKeys(blueprint);
  for (const { name = '', problem, readable, texts, place } of files?.all ?? []) {
    const harmless = problem === undefined ? known.get(name) : undefined;
    const keys = [...readable, ...texts.flatMap(({ key }) => (harmless?.has(key) === true ? [] : [key]))];
    if (problem === 'plain' || keys.length > 0) report({ keys, provider: files?.provider ?? '' }, place);
  }
});

/** A value that follows from the registry is no secret: a SealedSecret may have it in its template. */
function knownKeys({ references }: Blueprint): Map<string, ReadonlySet<string>> {
  return new Map(
    providedSecrets(references).map(({ name, keys }) => [
      name,
      new Set(keys.flatMap((key) => (key.source.kind === 'known' ? [key.name] : []))),
    ]),
  );
}

/** Reports sealed or encrypted Secrets that nothing reads. */
const secretFileUnknown = rule('secret-file-unknown', ({ platform, blueprint }, report) => {
  const files = secretFilesOf(platform);
  if (files === undefined) return;
  const names = providedSecrets(blueprint.references).map(({ name }) => name);
  const known = new Set(names);
  const suggest = boundedSuggest(names);
  for (const { name, place } of files.sound) {
    if (!known.has(name)) report({ name, suggestion: suggest(name) }, placeUnder(place, 'metadata', 'name'));
  }
});

/** Reports sealed or encrypted Secrets for another namespace than the platform's. */
const secretFileNamespace = rule('secret-file-namespace', ({ platform }, report) => {
  const files = secretFilesOf(platform);
  const wanted = platform.namespace;
  for (const { name, namespace, sealedNamespace = wanted, place } of files?.sound ?? []) {
    const common = { name, wanted, provider: files?.provider ?? '' };
    if (namespace === undefined) report({ ...common, namespace }, placeUnder(place, 'metadata'));
    else if (namespace !== wanted) report({ ...common, namespace }, placeUnder(place, 'metadata', 'namespace'));
    // Somebody has changed `metadata.namespace` after the Secret was sealed.
    else if (sealedNamespace !== wanted)
      report({ ...common, namespace: sealedNamespace }, placeUnder(place, 'spec', 'template', 'metadata', 'namespace'));
  }
});

/** Reports sealed or encrypted Secrets without a key that something cannot start without. */
const secretFileKeyMissing = rule('secret-file-key-missing', ({ platform, blueprint }, report) => {
  const files = secretFilesOf(platform);
  if (files === undefined) return;
  const wanted = new Map(
    providedSecrets(blueprint.references).map(({ name, keys }) => [
      name,
      keys.filter(({ optional }) => !optional).map(({ name: key }) => key),
    ]),
  );
  for (const { name, keys, place } of files.sound) {
    const present = new Set(keys);
    const missing = (wanted.get(name) ?? []).filter((key) => !present.has(key));
    if (missing.length > 0) report({ name, missing }, place);
  }
});

/** Reports Secrets that something cannot start without and that no file holds. */
const secretFileMissing = rule('secret-file-missing', ({ platform, blueprint }, report) => {
  const files = secretFilesOf(platform);
  if (files === undefined) return;
  const present = new Set(files.all.map(({ name }) => name));
  const missing = providedSecrets(blueprint.references)
    .filter(({ name, keys }) => !present.has(name) && keys.some(({ optional }) => !optional))
    .map(({ name }) => name);
  const folder = secretFolder(platform.sources.overlay.file);
  if (missing.length > 0) report({ missing, folder, provider: files.provider }, placeOf(platform, 'secrets', 'provider'));
});

/** Reports Secrets that two files hold. */
const secretFileDuplicate = rule('secret-file-duplicate', ({ platform }, report) => {
  const first = new Map<string, Place>();
  for (const { name, place } of secretFilesOf(platform)?.sound ?? []) {
    const other = first.get(name);
    if (other === undefined) first.set(name, place);
    else report({ name }, placeUnder(place, 'metadata', 'name'), { related: [{ label: 'also in', place: other }] });
  }
});

/** Reports SealedSecrets that were sealed for another name, by what their template says. */
const secretFileTemplateName = rule('secret-file-template-name', ({ platform }, report) => {
  for (const { name, sealedName, place } of secretFilesOf(platform)?.sound ?? []) {
    if (sealedName !== undefined && sealedName !== name)
      report({ name, sealedName }, placeUnder(place, 'spec', 'template', 'metadata', 'name'));
  }
});

/** Reports values in the template of a SealedSecret that are not what follows from the registry. What is sealed nobody can compare. */
const secretFileValue = rule('secret-file-value', ({ platform, blueprint }, report) => {
  const files = secretFilesOf(platform);
  if (files === undefined) return;
  const known = new Map(
    providedSecrets(blueprint.references).map(({ name, keys }) => [
      name,
      new Map(keys.flatMap(({ name: key, source }) => (source.kind === 'known' ? [[key, source.value]] : []))),
    ]),
  );
  for (const { name, texts, place } of files.sound) {
    for (const { key, text } of texts) {
      const wanted = known.get(name)?.get(key);
      if (wanted !== undefined && wanted !== text) report({ name, key, wanted }, placeUnder(place, 'spec', 'template', 'data', key));
    }
  }
});

/** After the Namespace, and before whatever else waits for the Secret. */
const earliest = stageWaves.namespace;
const latest = stageWaves.secrets;

/** Reports encrypted Secrets that Argo CD would apply after what waits for them. They are passed on byte by byte, so nobody else can say their wave. */
const secretFileWave = rule('secret-file-wave', ({ platform }, report) => {
  const files = secretFilesOf(platform);
  if (files?.provider !== 'sops' || platform.delivery !== 'argocd') return;
  for (const { name, wave, place } of files.sound) {
    const number = /^-?\d{1,9}$/.test(wave ?? '') ? Number(wave) : undefined;
    if (number === undefined || number < earliest || number > latest) report({ name, wave: number, latest }, placeUnder(place, 'metadata'));
  }
});

/** Reports encrypted files in kubectl delivery, where nobody decrypts them. */
const secretsSopsKubectl = rule('secrets-sops-kubectl', ({ platform }, report) => {
  const { secretProvider, delivery } = platform;
  if (secretProvider.provider === 'sops' && delivery === 'kubectl') report({}, placeOf(platform, 'secrets', 'provider'));
});

/** The rules about secret files. */
export const secretFilesRules: AreaRules<'secret-files'> = [
  secretFileUnreadable,
  secretFilePlain,
  secretFileUnknown,
  secretFileNamespace,
  secretFileKeyMissing,
  secretFileMissing,
  secretFileDuplicate,
  secretFileTemplateName,
  secretFileValue,
  secretFileWave,
  secretsSopsKubectl,
];
