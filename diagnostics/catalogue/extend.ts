import { entry } from './entry';
import { quoted } from './wording';
import type { Named } from './manifests';

/** Findings about the code of `extend.ts`. */
export const extendEntries = {
  'extend-invalid': entry<object>({
    severity: 'error',
    title: '`extend.ts` exports no function',
    explanation:
      'The extension of a product is a function that adds constructs to a chart. It is exported as `extend`, as the default, or alone.',
    message: () => 'this file exports no function to extend the platform with',
    help: () => 'write `export default extend(({ chart }) => { … })`, with `extend` of `cadastre`',
  }),

  'extend-failed': entry<{ detail: string }>({
    severity: 'error',
    title: 'the code of `extend.ts` fails',
    explanation:
      'The code of the extension was run, and threw. Nothing is written then. It is done when it returns: what it starts and does not wait for is no part of the tree.',
    message: ({ detail }) => `the extension fails: ${detail}`,
    help: () => 'correct the code at this line',
  }),

  'extend-unsteady': entry<Named>({
    severity: 'error',
    title: 'an extension makes another object each time',
    explanation:
      'The same registry gives the same manifests, on every machine and at any time. An object with a random value, a date or a counter would be another one with each run, ' +
      'and would be applied again for nothing. An extension is run twice to see that.',
    message: ({ kind, name }) => `the ${kind} ${quoted(name)} is not the same when it is made again`,
    help: () => 'take out what changes: random values, the time, and variables outside the function',
  }),
};
