import { formatPath, type ParityDifference } from '../../../diagnostics';
import type { Difference } from './compare';
import { showValue } from './show-value';

/** A difference between one platform of a product and the platform that it is compared with. */
export interface Deviation {
  readonly environment: string;
  readonly difference: Difference;
}

/** How many services a finding names, and how many differences it shows. */
const mostNamed = 4;

/**
 * Says what deviates, with services that deviate alike in one line, and environments, too. Takes time in proportion to the deviations.
 * @param reference the environment that the others are compared with
 * @returns in the order of the deviations
 */
export function describeDeviations(deviations: readonly Deviation[], reference: string): ParityDifference[] {
  const byEnvironment = new Map<string, Line>();
  for (const { environment, difference } of deviations) {
    const { said, service } = describe(difference, reference);
    const line = byEnvironment.get(JSON.stringify([environment, said])) ?? { said, environment, services: [] };
    byEnvironment.set(JSON.stringify([environment, said]), line);
    if (service !== undefined) line.services.push(service);
  }
  const lines = new Map<string, Line & { readonly environments: string[] }>();
  for (const line of byEnvironment.values()) {
    const id = JSON.stringify([line.said, line.services]);
    const same = lines.get(id) ?? { ...line, environments: [] };
    lines.set(id, same);
    same.environments.push(line.environment);
  }
  return [...lines.values()].map(({ said, services, environments }) => ({
    ...said,
    environments,
    services: services.slice(0, mostNamed),
    moreServices: Math.max(0, services.length - mostNamed),
  }));
}

type Said = Pick<ParityDifference, 'field' | 'variable' | 'value' | 'reference' | 'referenceValue'>;

interface Line {
  readonly said: Said;
  readonly environment: string;
  readonly services: string[];
}

function describe(
  { path: elements, kind, left, right }: Difference,
  reference: string,
): { readonly said: Said; readonly service: string | undefined } {
  // One of two elements with the same name is called like the other.
  const path = elements.map((name, index) => (kind[index] === '*' ? name.replace(/ #\d+$/, '') : name));
  const ofService = kind[0] === 'services' && kind[1] === '*' && path.length > 2;
  const service = ofService ? path[1] : undefined;
  const variable = ofService && kind[2] === 'variables' ? path[3] : undefined;
  const from = variable !== undefined ? 4 : ofService ? 2 : 0;
  const field = formatPath(path.slice(from));
  return {
    service,
    said: {
      // The value of a variable is what everybody calls the variable.
      field: variable !== undefined && field === 'value' ? '' : field,
      ...(variable !== undefined && { variable }),
      value: showValue(left.value, path),
      reference,
      referenceValue: showValue(right.value, path),
    },
  };
}
