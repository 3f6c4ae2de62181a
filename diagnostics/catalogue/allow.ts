import { entry } from './entry';
import { quoted, type Suggestion } from './wording';

/** Findings about `allow` and `changes`, the findings that are accepted on purpose. */
export const allowEntries = {
  'allow-code-unknown': entry<Suggestion & { code: string }>({
    severity: 'error',
    title: 'an accepted finding has no known code',
    explanation: 'Each finding has a code, which stands in brackets in front of its message. `allow` accepts findings of one code.',
    message: ({ code }) => `no finding has the code ${quoted(code)}`,
    help: ({ suggestion }) =>
      suggestion === undefined ? 'copy the code from the brackets of the finding' : `did you mean ${quoted(suggestion)}?`,
  }),

  'allow-reason-empty': entry<object>({
    severity: 'error',
    title: 'a finding is accepted without a reason',
    explanation: 'Whoever meets an accepted finding later has to know why it was accepted, and whether that still holds.',
    message: () => 'the reason is empty',
    help: () => 'say in `reason` why the finding is accepted',
  }),

  'allow-until-invalid': entry<{ until: string }>({
    severity: 'error',
    title: 'a finding is accepted until a day that is none',
    explanation: '`until` is the last day on which a finding is accepted, by the calendar of UTC.',
    message: ({ until }) => `${quoted(until)} is no day`,
    help: () => 'write a day as year, month and day, such as `2027-01-31`',
  }),

  'allow-refused': entry<{ code: string; development: boolean }>({
    severity: 'error',
    title: 'a finding cannot be accepted',
    explanation:
      'Warnings can be accepted, and errors about how a platform should be. Errors that would give manifests that the cluster refuses, or that cannot work, cannot; nor those ' +
      'that keep a tree from being the same each time.',
    message: ({ code, development }) =>
      development
        ? `${quoted(code)} can only be accepted in an environment marked \`development: true\``
        : `this ${quoted(code)} is an error that cannot be accepted`,
    help: ({ development }) =>
      development
        ? 'move this to the overlay of the development environment, and correct the others'
        : 'correct what the finding says, and remove this',
  }),

  'allow-unused': entry<{ code: string; at: string }>({
    severity: 'warning',
    title: 'an accepted finding is not there',
    explanation:
      'The finding that was accepted is gone, or stands at another place. Left as it is, this would accept one that comes up later. What needs other environments or products than the ones that are ' +
      'checked is not reported.',
    message: ({ code, at }) => `there is no ${quoted(code)} at ${quoted(at)}`,
    help: () => 'remove this, or copy into `at` what the finding shows after `-->`',
  }),

  'allow-expired': entry<{ code: string; until: string }>({
    severity: 'warning',
    title: 'a finding is no longer accepted',
    explanation: 'The last day on which it was to be accepted has gone by. The finding counts again.',
    message: ({ code, until }) => `${quoted(code)} was accepted until ${until}`,
    help: () => 'correct what the finding says, or give a later day with the reason for it',
  }),

  'change-code-unknown': entry<Suggestion & { code: string }>({
    severity: 'error',
    title: 'an accepted change has no known code',
    explanation: '`changes` accepts findings about what runs already. Their codes begin with `upgrade-`; `allow` accepts others.',
    message: ({ code }) => `no finding about a change has the code ${quoted(code)}`,
    help: ({ suggestion }) =>
      suggestion === undefined ? 'copy the code from the brackets of the finding' : `did you mean ${quoted(suggestion)}?`,
  }),

  'change-object-invalid': entry<{ object: string }>({
    severity: 'error',
    title: 'an accepted change names no object',
    explanation: 'A change is accepted for one object, by its kind and name, as the finding has it in front.',
    message: ({ object }) => `${quoted(object)} is no kind and name of an object`,
    help: () => 'write it as the finding does, such as `StatefulSet/postgres`',
  }),

  'change-expired': entry<{ code: string; object: string; until: string }>({
    severity: 'warning',
    title: 'a change is no longer accepted',
    explanation: 'The last day on which the change was to be accepted has gone by, and it is still to be made. The finding counts again.',
    message: ({ code, object, until }) => `${quoted(code)} of ${quoted(object)} was accepted until ${until}`,
    help: () => 'correct what the finding says, or give a later day',
  }),

  'change-over': entry<{ code: string; object: string; until: string }>({
    severity: 'warning',
    title: 'an accepted change is made',
    explanation:
      'The change was accepted until a day that has gone by, and is made: there is no such finding any more. Until that day nothing is said, because others may still have to make it.',
    message: ({ code, object, until }) => `${quoted(code)} of ${quoted(object)} was accepted until ${until}, and there is none any more`,
    help: () => 'remove this',
  }),
};
