import * as z from 'zod';
import { isEnvName, type TextKind, textProblem } from '../../formats';
import { inspected } from './legal';

/**
 * A text that a manifest can hold.
 * @param what the name of its field
 */
export function textSchema(what: string, kind: TextKind): z.ZodString {
  return inspected(z.string(), (text, report) => {
    const problem = textProblem(text, kind);
    if (problem !== undefined) report('text-invalid', { what, ...problem });
  });
}

/**
 * A program and its arguments, or the arguments alone.
 * @param field the name of the list
 */
export function argumentsSchema(field: string): z.ZodArray<z.ZodString> {
  return inspected(z.array(z.string()), (texts, report) => {
    for (const [index, text] of texts.entries()) {
      const problem = textProblem(text, 'argument');
      if (problem !== undefined) report('text-invalid', { what: `${field}[${index}]`, ...problem }, { path: [index] });
    }
  });
}

/**
 * Environment variables by name.
 * @param valueSchema the schema of a value, or of the place that holds it
 */
export function variablesSchema<S extends z.ZodType>(valueSchema: S): z.ZodRecord<z.ZodString, S> {
  return inspected(z.record(z.string(), valueSchema), (values, report) => {
    for (const [name, value] of Object.entries(values)) {
      if (!isEnvName(name)) report('env-name-invalid', { variable: name }, { path: [name], key: true });
      // The container is given `NAME=value` in one piece.
      const problem = typeof value === 'string' ? textProblem(value, 'variable', Buffer.byteLength(name)) : undefined;
      if (problem !== undefined) report('text-invalid', { what: name, ...problem }, { path: [name] });
    }
  });
}
