import { entry } from './entry';
import { quoted, quotedList, type Suggestion } from './wording';

/** Findings about the stores from which the operator makes Secrets. */
export const secretStoresEntries = {
  'secret-store-invalid': entry<{ name: string }>({
    severity: 'error',
    title: 'the name of a secret store is not legal',
    explanation: 'A SecretStore or ClusterSecretStore is an object of the cluster, so its name is a DNS name in lower case.',
    message: ({ name }) => `${quoted(name)} cannot be the name of a store`,
    help: () => 'write the `metadata.name` of the SecretStore or ClusterSecretStore',
  }),

  'secret-refresh-invalid': entry<{ interval: string }>({
    severity: 'error',
    title: 'a refresh interval is no length of time',
    explanation:
      'The operator asks the store again after this time. It is written in whole hours, minutes and seconds, and is longer than zero.',
    message: ({ interval }) => `${quoted(interval)} is no interval after which the store can be asked again`,
    help: () => 'write it as `1h`, `15m` or `1h30m`',
  }),

  'secret-layout-invalid': entry<
    Suggestion & {
      field: string;
      template: string;
      problem: 'placeholder' | 'empty' | 'brace' | 'character';
      placeholder: string;
      known: readonly string[];
    }
  >({
    severity: 'error',
    title: 'the layout of a secret store cannot be read',
    explanation:
      '`key` names the entry of the store for a value, `property` the value inside the entry. Text in braces is a placeholder; all other text stays unchanged.',
    message: ({ field, template, problem, placeholder }) => {
      switch (problem) {
        case 'placeholder':
          return `\`${field}\` has the placeholder ${quoted(`{${placeholder}}`)}, which is unknown`;
        case 'empty':
          return `\`${field}\` is empty, so it names no value of the store`;
        case 'brace':
          return `\`${field}\`, ${quoted(template)}, has a brace that is part of no placeholder`;
        case 'character':
          return `\`${field}\`, ${quoted(template)}, has a space or a control character in it`;
      }
    },
    help: ({ suggestion, known }) =>
      suggestion === undefined
        ? `write a text with the placeholders ${quotedList(known.map((name) => `{${name}}`))}`
        : `did you mean ${quoted(`{${suggestion}}`)}?`,
  }),

  'secret-store-entry-shared': entry<{ value: string; other: string; entry: string; others: number }>({
    severity: 'error',
    title: 'two values would be one in the store',
    explanation: 'If the layout leads two values to one place, each reader of one reads the other too, and a change of one changes both.',
    message: ({ value, other, entry: place }) => `${quoted(other)} and ${quoted(value)} would both be read from ${quoted(place)}`,
    notes: ({ others }) => (others === 0 ? [] : [`so would ${others} more that follow from the same layout`]),
    help: () => 'put `{secret}` into `key`, and `{key}` into `property`, or after it with a `/` between',
  }),

  'secret-store-shared': entry<{ store: string; entry: string; other: string; others: number }>({
    severity: 'warning',
    title: 'two platforms have the same value in one store',
    explanation:
      'A ClusterSecretStore serves all namespaces of a cluster, and stores of one name in two clusters are usually one. A layout that does not distinguish platforms gives both the same ' +
      'values: with `push-secret`, production takes the password that staging made.',
    message: ({ store, entry: place, other }) => `${quoted(place)} in the store ${quoted(store)} is also a value of ${quoted(other)}`,
    notes: ({ others }) =>
      others === 0
        ? []
        : [`so ${others === 1 ? 'is 1 more' : `are ${others} more`} that ${others === 1 ? 'follows' : 'follow'} from the same layout`],
    help: () => 'put `{product}/{environment}/` at the start of `key`, or give each environment a store of its own',
  }),

  'secret-generator-rotates': entry<{ refreshPolicy: string }>({
    severity: 'error',
    title: 'generated passwords would change under a running database',
    explanation:
      'A generator of the External Secrets Operator keeps no state: at each request it makes another password. The Secret would have the new one and the ' +
      'database the old one, until an init Job runs again.',
    message: ({ refreshPolicy }) =>
      `with ${quoted(`refreshPolicy: ${refreshPolicy}`)} the operator makes other passwords while the databases keep the old ones`,
    help: () => 'remove `refreshPolicy`, or use `passwords: push-secret` and rotate in the store',
  }),

  'secret-refresh-policy-unused': entry<{ refreshPolicy: string; passwords: string }>({
    severity: 'error',
    title: 'a refresh policy without a generator',
    explanation:
      '`refreshPolicy` is about passwords that a generator makes. The operator reads values of the store again after `refreshInterval`.',
    message: ({ refreshPolicy, passwords }) =>
      `${quoted(`refreshPolicy: ${refreshPolicy}`)} has no effect with ${quoted(`passwords: ${passwords}`)}`,
    help: () => 'remove `refreshPolicy`; `refreshInterval` says how often the store is asked',
  }),
};
