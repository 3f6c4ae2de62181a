import type { Place } from '../../diagnostics';
import type { ServiceKind } from '../../registry/schema';
import type { ServicePort } from './containers';
import type { Service } from './service';

/** A service of another product that services of this one depend on, as it is in the environment of the same name. */
export interface Neighbour {
  /** The product and the registry key with a slash between them, as `dependsOn` names it. */
  readonly key: string;
  readonly product: string;
  /** The registry key. */
  readonly service: string;
  readonly kind: ServiceKind;
  readonly layer: Service['layer'];
  /** The namespace that the other product has in the environment. */
  readonly namespace: string;
  /** The DNS name by which pods of every namespace reach it: `<hostname>.<namespace>.svc`. */
  readonly host: string;
  readonly ports: readonly ServicePort[];
  /** The place of the entry in the registry of the other product. */
  readonly place: Place;
}
