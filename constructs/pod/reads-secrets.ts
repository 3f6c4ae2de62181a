import type { Pod } from '../../model/blueprint';

/** Whether a container of a pod reads a Secret when it starts, as a variable or as a file. */
export function readsSecrets({ initContainers, containers, volumes }: Pod): boolean {
  return (
    [...initContainers, ...containers].some(({ variables }) => variables.some(({ kind }) => kind === 'secret')) ||
    volumes.some(
      (volume) => volume.kind === 'secret' || (volume.kind === 'projected' && volume.sources.some(({ kind }) => kind === 'Secret')),
    )
  );
}
