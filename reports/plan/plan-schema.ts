import { verdicts } from '../../plan';

/** A JSON Schema. */
type Schema = Readonly<Record<string, unknown>>;

/** An object with all of its fields, and no others. Those of `optional` may be left out. */
function fields(properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    // Fields are added without another version: a program that reads plans passes over those that it does not know.
    additionalProperties: true,
  };
}

const text: Schema = { type: 'string' };
const listOf = (items: Schema): Schema => ({ type: 'array', items });
const described = (schema: Schema, description: string): Schema => ({ ...schema, description });
const orNull = (type: string): Schema => ({ type: [type, 'null'] });
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

const place: Readonly<Record<string, Schema>> = {
  file: described(text, 'The file of the input.'),
  line: described({ type: ['integer', 'null'], minimum: 1 }, 'From 1; null if unknown.'),
  column: described({ type: ['integer', 'null'], minimum: 1 }, 'From 1, in UTF-16 code units; null if unknown.'),
  path: described(text, "The path in the file, such as `orders.routes[1]`; empty for the file's root value."),
};

/**
 * The JSON Schema of `cadastre plan --format json`, for version 1.
 * @see https://json-schema.org/draft/2020-12
 */
export const planSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:cadastre:plan:1',
  title: 'Plan of cadastre',
  description: 'What an apply would do, as `cadastre plan --format json` writes it.',
  ...fields({
    version: described({ const: 1 }, 'Rises when a field goes or means something else.'),
    against: described(text, 'What it is compared with, such as `HEAD`.'),
    plans: described(listOf(ref('plan')), 'One for each environment of each product.'),
    left: described(listOf(ref('reason')), 'What trees of before leave behind that no environment of the registry writes any more.'),
  }),
  $defs: {
    verdict: described({ enum: verdicts }, 'What a change does, worst first.'),
    plan: fields({
      product: text,
      environment: text,
      namespace: text,
      delivery: { enum: ['kubectl', 'argocd'] },
      verdict: described({ enum: [...verdicts, 'nothing'] }, 'The worst one; `nothing` if nothing changes.'),
      steps: described(listOf(ref('step')), 'In the order in which they happen; what is left or deleted comes last.'),
      others: described(listOf(ref('reason')), 'Reasons about no object that changes.'),
    }),
    step: fields({
      object: fields({ kind: text, name: text, namespace: described(orNull('string'), 'Null for objects of the whole cluster.') }),
      action: described(
        { enum: ['create', 'change', 'run', 'delete', 'leave'] },
        '`run`: a Job that runs because of the apply. `delete`: Argo CD deletes it. `leave`: it is in no manifest any more, and stays.',
      ),
      wave: described({ type: 'number' }, 'The sync wave, with Argo CD; else 0.'),
      file: described(orNull('string'), 'The file of manifests; null if it is in none any more.'),
      verdict: ref('verdict'),
      reasons: described(listOf(ref('reason')), 'Worst first.'),
      changes: described(listOf(ref('change')), 'Empty unless the action is `change`, or `run` for a hook of Argo CD.'),
    }),
    change: fields(
      {
        path: described(text, 'Such as `spec.template.spec.containers[orders].image`.'),
        from: described(orNull('string'), 'Null if it was not there. A credential is not shown.'),
        to: described(orNull('string'), 'Null if it is there no more. A credential is not shown.'),
        items: described(
          fields({ added: listOf(text), removed: listOf(text), moved: listOf(text) }),
          'What of a list changes, where its items are plain values, or their order alone is another one; else left out.',
        ),
      },
      ['items'],
    ),
    reason: described(
      fields(
        {
          verdict: ref('verdict'),
          code: described(text, 'The permanent name of the kind of reason; docs/errors.md explains each.'),
          severity: described({ enum: ['error', 'warning'] }, '`error` stops: the exit code is 3, unless it is accepted or allowed.'),
          message: text,
          ...place,
          related: listOf(fields({ label: text, ...place })),
          notes: listOf(text),
          help: described(text, 'The one thing to do.'),
          lines: described(listOf(text), 'What `help` says, as lines to copy.'),
          accepted: described(
            fields({ reason: text, until: orNull('string'), ...place }),
            'Why it does not count, and where that is said; left out if it counts.',
          ),
          server: described(
            {
              oneOf: [
                { type: 'null' },
                fields({ answer: { const: 'takes' } }),
                fields({ answer: { const: 'refuses' }, message: text }),
                fields({ answer: { const: 'unasked' }, why: { enum: ['namespace', 'definition'] } }),
              ],
            },
            'With `--server`, what the API server says to the object of a refusal; else null.',
          ),
        },
        ['lines', 'accepted'],
      ),
      'Why a step has its verdict: a finding.',
    ),
  },
};
