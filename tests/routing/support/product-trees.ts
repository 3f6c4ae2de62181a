import path from 'node:path';

import type { TableRoute } from '../../../model/route-table';
import { readObjects } from '../../cluster/support/manifests';
import { findTrees } from '../../cluster/support/trees';
import type { RoutingObject } from './api-client';
import { routesOfIngresses } from './table-of-objects';

/** A tree of manifests with routes. */
export interface RoutedTree {
  /** Its product and environment, such as `shop/prod`. */
  readonly title: string;
  readonly objects: readonly RoutingObject[];
}

const root = path.resolve(__dirname, '../../..');

/** The trees in a folder of the repository that have a way in: an Ingress or an HTTPRoute. */
function treesIn(folder: string): RoutedTree[] {
  return findTrees(path.join(root, folder))
    .map(({ product, environment, directory }) => ({
      title: `${product}/${environment}`,
      objects: readObjects(directory) as unknown as RoutingObject[],
    }))
    .filter(({ objects }) => objects.some(({ kind }) => kind === 'Ingress' || kind === 'HTTPRoute'));
}

/** The trees of the products, in `dist/`. */
export function productTrees(): RoutedTree[] {
  return treesIn('dist');
}

/** The trees of the products, and the golden ones. */
export function routedTrees(): RoutedTree[] {
  return [...productTrees(), ...treesIn('__snapshots__')];
}

/** The routes of all products in all environments; no two environments share a host. */
export function productRoutes(): TableRoute[] {
  return productTrees().flatMap(({ objects }) => routesOfIngresses(objects));
}
