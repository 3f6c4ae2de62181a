import { randomBytes } from 'node:crypto';
import { databaseUri, databaseUriParts, urlPart } from '../../formats';
import type { PlatformSecretKey, Reference } from '../../model';
import type { ComparedObject } from './compare-object';

/** The keys that are to be written of one Secret. */
export interface PlannedSecret {
  readonly secret: Pick<Reference, 'name' | 'owner' | 'keys' | 'form'>;
  /** The Secret as it was read, when only keys are added to it; undefined when it is created. */
  readonly resourceVersion: string | undefined;
  /** The keys that are written. */
  readonly keys: readonly string[];
}

/**
 * Decides whether a Secret can be made here, or what it lacks be added. A value that others decide is never invented, and one that is there is never
 * touched; only to a Secret that this command has made are keys added.
 * @returns undefined when there is nothing to do, or nothing that can be done here
 */
export function planSecret(compared: ComparedObject): PlannedSecret | undefined {
  const { found, keys, complete, wrongType } = compared;
  const { secret } = compared.expected;
  if (secret === undefined || complete || wrongType || (found !== undefined && !found.ours)) return undefined;
  const missing = keys.filter(({ key, state }) => state === 'missing' && !key.optional).map(({ key }) => key);
  if (missing.length === 0 || missing.some(({ source }) => source.kind === 'given')) return undefined;
  // A `uri` that is there holds the password that was there.
  if (found?.values.has('uri') === true && missing.some(isUriPart)) return undefined;
  return { secret, resourceVersion: found?.resourceVersion, keys: missing.map(({ name }) => name) };
}

/**
 * Draws the values of what was planned.
 * @param existing what the Secret holds already
 * @returns the values of the planned keys alone
 */
export function drawValues(planned: PlannedSecret, existing: ReadonlyMap<string, string>): Map<string, string> {
  const written = planned.secret.keys.filter(({ name }) => planned.keys.includes(name));
  const values = new Map(existing);
  for (const { name, source } of written) {
    if (source.kind === 'known') values.set(name, source.value);
    // 32 bytes in hexadecimal digits: nothing in them needs encoding in a URL.
    if (source.kind === 'generated') values.set(name, randomBytes(32).toString('hex'));
  }
  for (const { name, source } of written) {
    if (source.kind === 'uri')
      values.set(
        name,
        databaseUri((key) => urlPart(values.get(key) ?? '')),
      );
  }
  return new Map(planned.keys.map((name) => [name, values.get(name) ?? '']));
}

function isUriPart({ name }: PlatformSecretKey): boolean {
  return (databaseUriParts as readonly string[]).includes(name);
}
