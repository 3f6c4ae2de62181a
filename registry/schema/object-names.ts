import * as z from 'zod';
import { isDnsSubdomain } from '../../formats';
import { legal } from './legal';

/** The name of a Secret. */
export const secretNameSchema = legal(z.string(), 'secret-reference-invalid', isDnsSubdomain, (name) => ({ what: 'a Secret', name }));

/** The name of a ConfigMap. */
export const configMapNameSchema = legal(z.string(), 'secret-reference-invalid', isDnsSubdomain, (name) => ({ what: 'a ConfigMap', name }));

/** The name of a PriorityClass. */
export const priorityClassNameSchema = legal(z.string(), 'priority-class-invalid', isDnsSubdomain, (priorityClassName) => ({
  priorityClassName,
}));
