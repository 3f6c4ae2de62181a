import { createDiagnostic, type Diagnostic, type Place } from '../diagnostics';
import type { KubernetesObject } from '../model';
import { databasesIn } from './stored-databases';
import { claimsOf, keepsData } from './volumes';

/** What stays in a cluster, or on a database server, when nothing writes its manifests any more. Each list in code-unit order. */
export interface Kept {
  readonly volumes: readonly string[];
  /** With the address of their server, such as `orders on db.example.com:5432`. */
  readonly databases: readonly string[];
}

/** Manifests of before that no platform has now. */
export interface LeftManifests {
  readonly product: string;
  readonly environment: string;
  /** The folder with them, as findings show it. */
  readonly folder: string;
  readonly objects: readonly KubernetesObject[];
  /** Why no platform has them: another name of the product, an environment that goes, or a product that another registry may have. */
  readonly why: 'renamed' | 'environment' | 'unknown';
  readonly development: boolean;
  /** The spot of the input that decides it. */
  readonly at: Place;
}

/** Tells what the objects of a tree leave behind: data that has been written. */
export function keptBy(objects: readonly KubernetesObject[]): Kept {
  const volumes = objects.filter(keepsData).flatMap(claimsOf);
  const databases = [...databasesIn(objects).values()]
    .flat()
    .flatMap(({ name, server, guest }) => (guest ? [] : [named(name, server?.text)]));
  return { volumes: [...new Set(volumes)].sort(), databases: [...new Set(databases)].sort() };
}

function named(database: string, server: string | undefined): string {
  return server === undefined ? database : `${database} on ${server}`;
}

/**
 * Finds what a tree of before leaves behind if no platform has it now. Pure.
 * @returns undefined if nothing in it keeps data
 */
export function checkLeftTree({ product, environment, folder, objects, why, development, at }: LeftManifests): Diagnostic | undefined {
  const kept = keptBy(objects);
  if (kept.volumes.length + kept.databases.length === 0) return undefined;
  const args = { object: `Tree/${product}.${environment}`, folder, product, environment, why, ...kept };
  return createDiagnostic('upgrade-tree-left', args, at, { severity: development || why === 'unknown' ? 'warning' : undefined });
}
