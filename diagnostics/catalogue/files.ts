import { entry } from './entry';
import { counted, quoted, type Suggestion } from './wording';

/** Findings about files that services are given. */
export const filesEntries = {
  'file-path-invalid': entry<{ path: string; reason: string }>({
    severity: 'error',
    title: 'a file cannot be mounted at a path',
    explanation:
      'The path of a file is absolute, and nothing else of the container is at it, above it as a file, or under it: a mount would hide the one or the other. ' +
      'The other files of its directory stay as they are in the image.',
    message: ({ path, reason }) => `no file can be mounted at ${quoted(path)}: ${reason}`,
    help: () => 'write the absolute path of one file that nothing else is mounted at, such as `/etc/app/config.yaml`',
  }),

  'file-outside': entry<{ from: string }>({
    severity: 'error',
    title: 'a file is not in the folder of its product',
    explanation:
      'A service is given files of its own product, so that a review of the folder shows all that its manifests hold. The path is relative, with forward ' +
      'slashes; neither `..` nor a symbolic link may lead out of the folder.',
    message: ({ from }) => `${quoted(from)} is not in the folder of the product`,
    help: () => 'move the file into the folder of the product, and write its path from there, such as `./config/app.yaml`',
  }),

  'file-unknown': entry<{ from: string; folder: boolean } & Suggestion>({
    severity: 'error',
    title: 'a file is not there',
    explanation:
      'The path of a file counts from the folder of the product, the one with `manifest.yaml`, whichever file the path stands in.',
    message: ({ from, folder }) =>
      folder ? `${quoted(from)} in the folder of the product is no file` : `there is no file ${quoted(from)} in the folder of the product`,
    help: ({ folder, suggestion }) =>
      suggestion !== undefined
        ? `did you mean ${quoted(suggestion)}?`
        : folder
          ? 'name one file of it'
          : 'create the file, or write its path from the folder with `manifest.yaml`',
  }),

  'file-reference-secret': entry<{ path: string; reference: string }>({
    severity: 'error',
    title: 'a template refers to what is secret',
    explanation:
      'Files are written into a ConfigMap when manifests are made, and with the manifests into Git. A reference in a `template` can therefore not lead into a Secret. A variable of the ' +
      'container can: the kubelet fills it in.',
    message: ({ path, reference }) => `${quoted(reference)} in the file at ${quoted(path)} is secret`,
    help: ({ reference }) =>
      `give it to the program as a variable, such as \`env: { LOGIN: '${reference}' }\`, or mount a whole file out of a Secret by \`secretFiles\``,
  }),

  'file-line-ends': entry<{ file: string; line: string }>({
    severity: 'error',
    acceptable: true,
    title: 'a script has the line ends of Windows',
    explanation:
      'Linux takes the first line of a script for the program that runs it, with the carriage return at its end: a container that starts it ends with `no such file or directory`. Git writes such line ends on Windows (`core.autocrlf`), so that the ' +
      'same commit gives other manifests there, and pods restart.',
    message: ({ file, line }) => `${quoted(file)} begins with ${quoted(line)} and a carriage return, and no container can start it`,
    help: () => 'save it with the line ends of Unix, and add `*.sh text eol=lf` to `.gitattributes`',
  }),

  'files-too-large': entry<{ service: string; total: string; limit: string; largest: string; files: number; applied: boolean }>({
    severity: 'error',
    title: 'the files of a service are larger than a ConfigMap can be',
    explanation:
      'All files of a service are one ConfigMap, of which Kubernetes takes 1 MiB. `kubectl apply` also copies it into an annotation, where 255 KiB fit; in Argo ' +
      'CD delivery Cadastre asks for server-side apply, which has no such copy.',
    message: ({ service, total, limit, largest, files, applied }) =>
      `the ${counted(files, 'file')} of ${quoted(service)} ${files === 1 ? 'has' : 'have'} ${total}${applied ? ' as `kubectl apply` writes them down' : ''}, ` +
      `and at most ${limit} fit; the largest is ${largest}`,
    help: () => 'put large files into the image, or fetch them when the service starts',
  }),

  'file-credential': entry<{ path: string; line: number; kind: string | undefined; name: string | undefined }>({
    severity: 'error',
    acceptable: true,
    title: 'a file holds a credential',
    explanation:
      'Files are written into a ConfigMap, and with the manifests into Git, where everybody reads them. Cadastre looks for private keys, tokens, passwords in ' +
      'URLs, and values of names such as `password` in lines like `password: …` or `password=…`. It never shows the value.',
    message: ({ path, line, kind, name }) =>
      `line ${line} of the file at ${quoted(path)} holds ${kind === undefined ? `the value of ${quoted(name ?? '')}` : `a ${kind}`}`,
    help: () => 'put the credential into a Secret, and mount the file by `secretFiles` or give the value as a variable by `secrets`',
  }),
};
