import * as z from 'zod';
import { legal } from './legal';

/** The largest number that the Kubernetes API takes here. */
const mostReplicas = 2 ** 31 - 1;

/** How many pods run. */
export const replicasSchema = legal(
  z.number(),
  'replicas-invalid',
  (replicas) => Number.isInteger(replicas) && replicas >= 0 && replicas <= mostReplicas,
  (replicas) => ({ replicas }),
);
