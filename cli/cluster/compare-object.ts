import type { PlatformSecretKey } from '../../model';
import { agreesWithUri } from './database-uri';
import type { ExpectedObject } from './expected-object';
import type { FoundObject } from './read-cluster';

/**
 * How a key is in the cluster. `differs`: it is there, and not what the registry or the Secret's other keys say. `breaks-url`: it is there, and has a
 * character that means something else in the URL that it becomes a part of.
 */
export type KeyState = 'present' | 'missing' | 'empty' | 'differs' | 'breaks-url';

/** The characters that stand for themselves in the user information of a URL. @see https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1 */
const plainInUrl = /^[A-Za-z0-9._~!$&'()*+,;=-]*$/;

/** How an expected object is in the cluster. */
export interface ComparedObject {
  readonly expected: ExpectedObject;
  readonly found: FoundObject | undefined;
  readonly keys: readonly { readonly key: PlatformSecretKey; readonly state: KeyState }[];
  /** Whether its type is one that is not read. */
  readonly wrongType: boolean;
  /** Whether everything that has to be there is. */
  readonly complete: boolean;
}

/** Compares what is expected with what was found. Values are compared here, and never shown. */
export function compareObject(expected: ExpectedObject, found: FoundObject | undefined): ComparedObject {
  const keys = expected.keys.map((key) => ({ key, state: stateOf(key, expected, found) }));
  const wrongType = found?.type !== undefined && expected.types.length > 0 && !expected.types.includes(found.type);
  return {
    expected,
    found,
    keys,
    wrongType,
    complete: !wrongType && keys.every(({ key, state }) => state === 'present' || (key.optional && state === 'missing')),
  };
}

function stateOf({ name, source }: PlatformSecretKey, { secret, inUrls }: ExpectedObject, found: FoundObject | undefined): KeyState {
  const value = found?.values.get(name);
  if (found === undefined || value === undefined) return 'missing';
  if (value === '') return 'empty';
  if (inUrls.has(name) && !plainInUrl.test(value)) return 'breaks-url';
  if (source.kind === 'uri' && !agreesWithUri(found.values)) return 'differs';
  // A server in the cluster, or a tool, takes its user's name from the same Secret as everybody else: any other serves as well.
  return source.kind === 'known' && secret?.owner.kind === 'service' && value !== source.value ? 'differs' : 'present';
}
