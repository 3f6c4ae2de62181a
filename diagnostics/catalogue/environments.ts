import { entry } from './entry';
import { counted, quoted, quotedList } from './wording';

/** A value in the form in which a finding shows it. */
export type ShownValue =
  /** `hidden` stands for a possible credential, `present` for more than one value. */
  { readonly kind: 'absent' | 'present' | 'hidden' } | { readonly kind: 'text'; readonly text: string };

/** A fact that differs between environments of a product. */
export interface ParityDifference {
  /** The path of the field for readers: inside the variable, the service or the platform, whichever is the nearest. Empty for a variable itself and its value. */
  readonly field: string;
  /** @default the field belongs to no variable */
  readonly variable?: string;
  /** The first of the services that differ in this way; empty if the difference is not in a service. */
  readonly services: readonly string[];
  /** The number of further services. */
  readonly moreServices: number;
  /** The environments that have `value`. */
  readonly environments: readonly string[];
  readonly value: ShownValue;
  /** The environment that they are compared with. */
  readonly reference: string;
  readonly referenceValue: ShownValue;
}

/** Findings about differences between the environments of a product. */
export const environmentsEntries = {
  'environment-parity': entry<{
    differences: readonly ParityDifference[];
    more: number;
    /** The field of the overlays that decides, if it is none of a service. */ cause?: string;
  }>({
    severity: 'error',
    acceptable: true,
    title: 'two environments differ in what must be the same',
    explanation:
      'A test in one environment is only proof for another if both are the same but for amounts, addresses, builds and the source of credentials. ' +
      'All that may differ is a list, in the guide about environments; whatever else differs is reported, with the value of both. Each environment is compared with the last one ' +
      'that the product manifest lists.',
    message: ({ differences: [first] }) => (first === undefined ? 'the environments differ' : sentence(first)),
    notes: ({ differences, more }) => [
      ...differences.slice(1).map((difference) => `also, ${sentence(difference)}`),
      ...(more > 0 ? [`${counted(more, 'further difference')} have the same cause`] : []),
    ],
    help: ({ differences: [first], cause }) => {
      if (first === undefined) return 'say the same in both';
      const environments = quotedList([...first.environments, first.reference]);
      const declared = first.variable !== undefined && first.field === '';
      if (!declared || ![first.value.kind, first.referenceValue.kind].includes('absent'))
        return `say the same for ${environments}: in the overlay of each, or in none`;
      return cause === undefined
        ? `declare ${quoted(first.variable)} in the registry entry, for every environment, and let overlays say its value alone`
        : `say ${quoted(cause)} in the same way in the overlays of ${environments}, or in none of them`;
    },
  }),
};

function sentence({ field, variable, services, moreServices, environments, value, reference, referenceValue }: ParityDifference): string {
  const of = [
    ...(field === '' ? [] : [quoted(field)]),
    ...(variable === undefined ? [] : [`variable ${quoted(variable)}`]),
    ...(services.length === 0 ? [] : [servicesText(services, moreServices)]),
  ];
  return `${of.join(' of ')} is ${shown(value)} in ${quotedList(environments)}, and ${shown(referenceValue)} in ${quoted(reference)}`;
}

function servicesText(services: readonly string[], more: number): string {
  if (more > 0) return `services ${services.map(quoted).join(', ')} and ${counted(more, 'other')}`;
  return `${services.length === 1 ? 'service' : 'services'} ${quotedList(services)}`;
}

function shown(value: ShownValue): string {
  if (value.kind === 'text') return quoted(value.text);
  if (value.kind === 'hidden') return 'something (not shown)';
  return value.kind === 'absent' ? 'missing' : 'there';
}
