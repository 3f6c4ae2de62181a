import { entry } from './entry';
import { counted, quoted, quotedList, type Suggestion } from './wording';

const wanted = (provider: string): string =>
  provider === 'sops' ? 'a `v1` Secret that sops has encrypted' : 'a `bitnami.com/v1alpha1` SealedSecret';

const encrypt = (provider: string): string =>
  provider === 'sops' ? "`sops --encrypt --in-place --encrypted-regex '^(data|stringData)$'`" : '`kubeseal --format yaml`';

/** Findings about sealed or encrypted files of the team. */
export const secretFilesEntries = {
  'secret-files-unread': entry<{ provider: string; files: number }>({
    severity: 'warning',
    title: 'files of Secrets that the provider does not read',
    explanation:
      'Only the providers `sealed-secrets` and `sops` read the folder `<name>.secrets` beside the overlay. What stands there reaches no cluster.',
    message: ({ provider, files }) => `the provider ${quoted(provider)} does not read the ${counted(files, 'file')} of this folder`,
    help: () => 'set `secrets.provider` to the one that the files are for, or remove the folder',
  }),

  'secret-file-unreadable': entry<{ flaw: 'kind' | 'name' | 'metadata' | 'text' | 'shape' | 'labels'; provider: string }>({
    severity: 'error',
    title: 'a file of sealed or encrypted Secrets holds something else',
    explanation:
      'Cadastre passes the files of `environments/<name>.secrets` on unchanged. It reads and checks kind, name, namespace and keys without opening a file; ' +
      'values must not be readable.',
    message: ({ flaw, provider }) => {
      switch (flaw) {
        case 'kind':
          return `this file is not ${wanted(provider)}`;
        case 'name':
          return 'this file does not say the name of its Secret in `metadata.name`';
        case 'metadata':
          return 'the kind or the name of this Secret is encrypted too, so it cannot be checked';
        case 'text':
          return 'a value of this Secret was no text before it was encrypted (`type:int`, `type:bool` and the like), and the API server takes texts alone';
        case 'labels':
          return 'a label or an annotation of this Secret has a key or a value that the API server refuses';
        case 'shape':
          return 'this SealedSecret has something in `encryptedData`, the data of its template, labels or annotations that is no text, or something that JSON lacks';
      }
    },
    help: ({ flaw, provider }) =>
      flaw === 'text'
        ? `put quotes around such values in \`sops edit\`, or before ${encrypt(provider)}`
        : `make the file again with ${encrypt(provider)}, or move it out of the folder`,
  }),

  'secret-file-plain': entry<{ keys: readonly string[]; provider: string }>({
    severity: 'error',
    title: 'a value of a Secret can be read in a file',
    explanation:
      'Files beside the overlay are committed, so all readers of the repository can read a value that is not sealed or encrypted, also after its removal.',
    message: ({ keys }) => (keys.length === 0 ? 'this is a plain Secret' : `the values of ${quotedList(keys)} are readable in this file`),
    help: ({ provider }) => `change the credentials if the file was committed, and make it again with ${encrypt(provider)}`,
  }),

  'secret-file-unknown': entry<Suggestion & { name: string }>({
    severity: 'error',
    title: 'a sealed or encrypted Secret without a reader',
    explanation: 'Every file becomes a Secret that the manifests refer to. One without a reference is misspelt, or was forgotten.',
    message: ({ name }) => `no manifest refers to a Secret ${quoted(name)}`,
    help: ({ suggestion }) =>
      suggestion === undefined
        ? 'remove the file'
        : `did you mean ${quoted(suggestion)}? A sealed Secret has to be sealed again under its new name`,
  }),

  'secret-file-namespace': entry<{ name: string; namespace: string | undefined; wanted: string; provider: string }>({
    severity: 'error',
    title: 'a sealed or encrypted Secret for another namespace',
    explanation:
      'A SealedSecret is bound to its namespace unless it was sealed for the whole cluster: in another one it cannot be opened, also after its `metadata.namespace` was changed. ' +
      'Every Secret of a platform says its namespace.',
    message: ({ name, namespace, wanted: other }) =>
      namespace === undefined
        ? `${quoted(name)} does not say that it is for the namespace ${quoted(other)}`
        : `${quoted(name)} is for the namespace ${quoted(namespace)}, and the platform is in ${quoted(other)}`,
    help: ({ wanted: other, provider }) => `set \`metadata.namespace\` to ${quoted(other)} before you run ${encrypt(provider)}`,
  }),

  'secret-file-key-missing': entry<{ name: string; missing: readonly string[] }>({
    severity: 'error',
    title: 'a sealed or encrypted Secret lacks a key',
    explanation: 'A pod that reads a key that its Secret lacks does not start.',
    message: ({ name, missing }) => `${quoted(name)} lacks ${quotedList(missing)}`,
    help: ({ missing: [first = 'password'] }) =>
      `add ${quoted(first)} and what else is missing to the Secret, and seal or encrypt it again`,
  }),

  'secret-file-missing': entry<{ missing: readonly string[]; folder: string; provider: string }>({
    severity: 'error',
    title: 'a Secret has no sealed or encrypted file',
    explanation:
      'With the providers `sealed-secrets` and `sops` every Secret that something cannot start without comes from a file beside the overlay.',
    message: ({ missing }) => `no file holds ${quotedList(missing)}`,
    help: ({ folder, provider }) => `make each of them with ${encrypt(provider)} and put it into ${quoted(`${folder}/`)}`,
  }),

  'secret-file-duplicate': entry<{ name: string }>({
    severity: 'error',
    title: 'two files hold the same Secret',
    explanation: 'A Secret is one object: whichever file was applied last would win.',
    message: ({ name }) => `${quoted(name)} is in two files`,
    help: () => 'remove one of the two',
  }),

  'secret-file-template-name': entry<{ name: string; sealedName: string }>({
    severity: 'error',
    title: 'a SealedSecret says two names',
    explanation:
      'A seal is bound to a name unless its scope is wider, and kubeseal writes that name into the template. Another name there is left from a rename, after which the controller cannot open ' +
      'the seal.',
    message: ({ name, sealedName }) => `the SealedSecret ${quoted(name)} was sealed as ${quoted(sealedName)}`,
    help: () => 'seal the Secret again under its new name',
  }),

  'secret-file-value': entry<{ name: string; key: string; wanted: string }>({
    severity: 'error',
    title: 'a SealedSecret says otherwise than the registry',
    explanation:
      'Host, port, database and user follow from the registry, and the init Job makes user and database of these names. A template with other values leads the pods to another database, or to none.',
    message: ({ name, key, wanted: value }) => `${quoted(key)} of ${quoted(name)} is not ${quoted(value)} in the template of this file`,
    help: ({ key, wanted: value }) => `set \`spec.template.data.${key}\` to ${quoted(value)}`,
  }),

  'secret-file-wave': entry<{ name: string; wave: number | undefined; latest: number }>({
    severity: 'error',
    title: 'an encrypted Secret that Argo CD applies too late',
    explanation:
      'Argo CD waits for each wave before it begins the next. Servers in the cluster and init Jobs come before the wave of an object that says none, so a Secret in that wave comes ' +
      'after the objects that wait for it, and the sync never ends. Cadastre passes a file of sops on byte by byte, so the wave has to be in the file, under its checksum.',
    message: ({ name, wave }) =>
      wave === undefined
        ? `${quoted(name)} does not say its sync wave`
        : `${quoted(name)} is in the sync wave ${wave}, and not between that of the Namespace and what waits for it`,
    help: ({ latest }) =>
      `set \`argocd.argoproj.io/sync-wave: "${latest}"\` under \`metadata.annotations\`, in \`sops edit\` or before ${encrypt('sops')}`,
  }),

  'secrets-sops-kubectl': entry<Record<never, never>>({
    severity: 'error',
    title: 'encrypted Secrets in kubectl delivery',
    explanation: 'The API server takes no file that sops has encrypted, and kubectl decrypts none.',
    message: () => 'kubectl delivery does not decrypt the files of sops',
    help: () =>
      'set `secrets.provider` to `existing` and pipe `sops --decrypt` of each file into `kubectl apply --server-side -f -`, or set `delivery` to `argocd` with a plugin that decrypts',
  }),
};
