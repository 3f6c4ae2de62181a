import * as z from 'zod';
import { isPortNumber } from '../../../formats';
import { legal } from '../legal';
import { resourcesSchema } from '../resources';
import { textSchema } from '../texts';
import { storageClassSchema, storageSizeSchema } from '../values';

/** The fields of each backing service that runs in the product's namespace. */
export const inClusterFields = {
  /** Runs the backing service as a StatefulSet in the product's namespace. */
  provider: z.literal('in-cluster'),
  /**
   * The host name by which services reach it, and the name of its objects.
   * @default the field that declares it, such as `redis`; of one of several database servers its name
   */
  host: z.string().optional(),
  /**
   * The size of its volume.
   * @default '1Gi'
   */
  storage: storageSizeSchema.optional(),
  /**
   * The StorageClass of its volume.
   * @default the cluster's default class
   */
  storageClass: storageClassSchema.optional(),
  /**
   * The resources that the container requests, and their limits.
   * @default enough for development
   */
  resources: resourcesSchema.optional(),
  /**
   * Why its data may be lost, such as `a cache, filled again from the database`: outside development the server is refused without it. It is one pod with one
   * volume, without a backup, a replica or TLS. In development nobody asks for the reason.
   * @default none
   */
  acceptDataLoss: legal(
    textSchema('acceptDataLoss', 'label'),
    'accept-data-loss-empty',
    (reason) => reason.trim() !== '',
    () => ({}),
  ).optional(),
};

/** The fields of each backing service that another team or provider runs. */
export const externalFields = {
  /** The backing service runs outside the namespace; services reach it by name. */
  provider: z.literal('external'),
  /** The DNS name by which services reach it. */
  host: z.string(),
};

/** The port of a backing service outside the namespace. */
export const externalPortSchema = legal(z.number(), 'backing-port-invalid', isPortNumber, (port) => ({ port }));
