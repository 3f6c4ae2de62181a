import type { Container, MountedVolume, Port, Probes, Variable } from '../blueprint';

/** A container of the server's own image that looks at the volume before the server starts, and changes nothing in it. */
export type StartCheck = Pick<Container, 'name' | 'command' | 'variables' | 'resources'>;

/** The parts of a backing server in the cluster that are particular to its kind. */
export interface ServerDesign {
  /** The port for clients comes first. */
  readonly ports: readonly Port[];
  /** Where the volume with the data is mounted. */
  readonly dataPath: string;
  /** Undefined if the server starts on whatever is in its volume. */
  readonly check?: StartCheck;
  /** Undefined for the image's own. */
  readonly command?: readonly string[];
  /** Undefined for the image's own. */
  readonly args?: readonly string[];
  /** A configuration file, by the path where the server looks for it; undefined if there is none. */
  readonly config?: { readonly path: string; readonly text: string };
  readonly variables: readonly Variable[];
  readonly probes: Probes;
  /** Where the server serves metrics; undefined if it does not. */
  readonly metrics?: { readonly port: number; readonly path: string };
  /** Scratch volumes beside `/tmp`. */
  readonly scratch: readonly MountedVolume[];
  /** Whether the server reads its Secret again when it starts, so that a change of the Secret may restart it. */
  readonly rereadsSecret: boolean;
  /** How long a clean stop may take, in seconds. */
  readonly stopSeconds: number;
}

/** A port of a backing server: callers speak its own protocol. */
export function serverPort(name: string, port: number): Port {
  return { name, port, protocol: 'TCP', application: undefined };
}
