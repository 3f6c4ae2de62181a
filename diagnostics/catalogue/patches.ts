import { entry } from './entry';
import { quoted, type Suggestion } from './wording';

/** The object that a patch is for, in the words of a finding. */
export interface Target {
  readonly kind: string;
  readonly name: string;
}

const flaws = {
  neither: 'neither `merge` nor `jsonPatch`',
  both: 'both `merge` and `jsonPatch`',
  json: 'a value that JSON lacks, such as a number without end',
  text: 'half a surrogate pair in a text, which no API server reads',
};

/** Findings about patches of the objects that Cadastre writes. */
export const patchesEntries = {
  'patch-invalid': entry<Target & { flaw: 'neither' | 'both' | 'json' | 'text' }>({
    severity: 'error',
    title: 'a patch that says no change, or two',
    explanation:
      'A patch is a strategic merge or a JSON Patch, of values that JSON and UTF-8 have. Of both together the outcome would depend on which comes first.',
    message: ({ kind, name, flaw }) => `the patch of the ${kind} ${quoted(name)} has ${flaws[flaw]}`,
    help: ({ flaw }) =>
      flaw === 'both'
        ? 'make two patches of it'
        : flaw === 'json'
          ? 'put quotes around the value, or write a number'
          : flaw === 'text'
            ? 'write the whole character, or none'
            : 'say the change in `merge` or in `jsonPatch`',
  }),

  'patch-credential': entry<Target & { what: string }>({
    severity: 'error',
    acceptable: true,
    title: 'a credential stands in a patch',
    explanation:
      'Patches are committed, and so are the manifests that they change. A credential that was committed has to be replaced. The value is never shown.',
    message: ({ kind, name, what }) => `the patch of the ${kind} ${quoted(name)} holds ${what}`,
    notes: () => ['the value is not shown here'],
    help: () => 'keep it in a Secret, and refer to that by `secretKeyRef` or `secrets` of the entry',
  }),

  'patch-target-unknown': entry<Suggestion & Target>({
    severity: 'error',
    title: 'a patch of an object that is not there',
    explanation: 'A patch that changes nothing was meant for something: for an object of another name, or for one that there is no longer.',
    message: ({ kind, name }) => `there is no ${kind} ${quoted(name)} to patch`,
    help: ({ suggestion }) => (suggestion === undefined ? 'correct `target`, or remove the patch' : `did you mean ${quoted(suggestion)}?`),
  }),

  'patch-route': entry<Target & { field: string }>({
    severity: 'warning',
    acceptable: true,
    title: 'a patch changes what the edge reads',
    explanation:
      'Who answers a request, and whether a login is asked for, is computed from the routes of the registry. What a patch changes of an Ingress, an HTTPRoute or what stands beside them is not part of that: `check`, `cadastre explain route`, `cadastre routes` and the network policies go on to tell what was there before it.',
    message: ({ kind, name, field }) =>
      `the patch of the ${kind} ${quoted(name)} changes ${quoted(field)}, and no check of routes follows it`,
    help: () =>
      'say it by the route, `gateway` or `routing` where there is a field for it; else see by yourself who answers, and accept it',
  }),

  'patch-failed': entry<Target & { reason: string }>({
    severity: 'error',
    title: 'a patch does not fit its object',
    explanation:
      'What a patch refers to has to be there, and the object has to stay the same one: its kind, its name, its namespace and what it selects cannot be changed, nor the labels of its pods that it selects by, nor the Pod Security level of the Namespace.',
    message: ({ kind, name, reason }) => `the patch does not fit the ${kind} ${quoted(name)}: ${reason}`,
    help: () => 'compare it with the object in the output, and correct the patch',
  }),
};
