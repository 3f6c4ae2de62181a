import type { EnvironmentFolder } from './unread-files';
import type { Diagnostic, Place } from '../../diagnostics';
import type { FileContent, MakeObjects } from '../platform';

/** A value read from an input file. */
export interface ParseInput {
  /** The value as JSON has it. Never trusted. */
  readonly value: unknown;
  /** The file, relative to the working directory, with forward slashes. */
  readonly file: string;
}

/** An input file that was loaded and not checked yet. */
export interface InputFile extends ParseInput {
  /**
   * The findings of whoever loaded the file, such as a syntax error. If there are any, the value counts for nothing.
   * @default none
   */
  readonly diagnostics?: readonly Diagnostic[];
}

/** A file with a sealed or encrypted Secret, as it was loaded. */
export interface SecretFileInput extends InputFile {
  /** The whole content of the file, byte by byte. */
  readonly text: string;
  /**
   * The comments in it, from their `#` on.
   * @default none
   */
  readonly comments?: readonly string[];
}

/** A file of the product's folder that a service is given, as far as it was loaded. */
export interface ContentFileInput {
  /** Its path from the product's folder, with forward slashes and without `./`, such as `config/app.yaml`. */
  readonly path: string;
  /**
   * Its content: text, or what is no text in base64.
   * @default not loaded: a file of which the name alone is known
   */
  readonly content?: FileContent | undefined;
  /**
   * Its size, for a file that is too large to be loaded.
   * @default that of the content
   */
  readonly bytes?: number | undefined;
  /**
   * Why it cannot be loaded: `outside`, because it leads out of the product's folder, or `folder`, because it is no file.
   * @default it can be
   */
  readonly problem?: 'outside' | 'folder' | undefined;
}

/** A file with Kubernetes objects that Cadastre carries into the tree, as it was loaded. */
export interface ManifestFileInput {
  /** The file, relative to the working directory, with forward slashes. */
  readonly file: string;
  /** The value of each document as JSON has it, null for an empty one. Never trusted. */
  readonly documents: readonly unknown[];
  /**
   * The findings of whoever loaded the file, such as a syntax error. If there are any, the documents count for nothing.
   * @default none
   */
  readonly diagnostics?: readonly Diagnostic[];
}

/** The extension of a product: code that makes objects. */
export interface ExtensionInput {
  /** The file, relative to the working directory, with forward slashes. */
  readonly file: string;
  /** Makes the objects of a platform. `objectsMadeBy()` of `cadastre/constructs` makes it of a function that adds constructs to a chart. */
  readonly make: MakeObjects;
  /**
   * Tells the line that an error comes from.
   * @default findings point at the file
   */
  readonly placeOf?: (error: unknown) => Place | undefined;
  /**
   * The findings of whoever loaded the file, such as a syntax error. If there are any, it is not run.
   * @default none
   */
  readonly diagnostics?: readonly Diagnostic[];
}

/** The input files of one environment. */
export interface EnvironmentInput {
  /** The environment's name. */
  readonly environment: string;
  readonly overlay: InputFile;
  /**
   * The environment's image lock, laid over the overlay.
   * @default no such file: nothing is pinned
   */
  readonly imageLock?: InputFile | undefined;
  /**
   * The environment's sealed or encrypted Secrets, in any order. Only the providers `sealed-secrets` and `sops` read them.
   * @default none
   */
  readonly secretFiles?: readonly SecretFileInput[] | undefined;
  /**
   * The files of `environments/<name>.manifests`: Kubernetes objects that this environment alone has.
   * @default none
   */
  readonly manifests?: readonly ManifestFileInput[] | undefined;
}

/** The input files of one product. */
export interface ProductInput {
  readonly registry: InputFile;
  readonly manifest: InputFile;
  /**
   * The files of `manifests/`: Kubernetes objects that every environment has beside those of the registry.
   * @default none
   */
  readonly manifests?: readonly ManifestFileInput[] | undefined;
  /**
   * The files of the product's folder that the `files` of services name, and the names of those beside them. {@link contentFilesOf} lists which are wanted.
   * @default none
   */
  readonly files?: readonly ContentFileInput[] | undefined;
  /**
   * The code of `extend.ts`. It is run on platforms without errors, twice on each.
   * @default none
   */
  readonly extension?: ExtensionInput | undefined;
  /** The environments to compile, in the order of the product manifest: the last is taken to be the nearest to production. */
  readonly environments: readonly EnvironmentInput[];
  /**
   * The files beside the overlays, so that those that nothing reads are found.
   * @default unknown
   */
  readonly environmentFolder?: EnvironmentFolder | undefined;
  /**
   * The findings of whoever loaded the product that are about none of its files.
   * @default none
   */
  readonly diagnostics?: readonly Diagnostic[] | undefined;
  /**
   * Whether the product is there only for the others to refer to: it becomes no platform, and findings about it are those that keep a product that others
   * refer to from being read.
   * @default false
   */
  readonly referenceOnly?: boolean | undefined;
}

/** Whether a value is what was read from a file. */
export function isLoaded(input: unknown): input is ParseInput {
  return typeof input === 'object' && input !== null && typeof (input as Partial<ParseInput>).file === 'string';
}
