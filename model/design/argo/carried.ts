import type { Blueprint } from '../../blueprint';

/** The parts of a blueprint that the objects of Argo CD follow from. */
export type Carried = Pick<Blueprint, 'workloads' | 'exposures' | 'foreign' | 'references' | 'secretObjects' | 'names'> & {
  /** The depths of services among those that they depend on, by registry key. */
  readonly depths: ReadonlyMap<string, number>;
};
