import { isDnsSubdomain } from '../../formats';
import { rule } from './rule';

/** Reports texts that cannot be the name of a PriorityClass. */
export const priorityClassInvalid = rule('priority-class-invalid', ({ platform }, report) => {
  for (const { origins, priorityClassName } of platform.services) {
    if (priorityClassName !== undefined && !isDnsSubdomain(priorityClassName))
      report({ priorityClassName }, origins.priorityClassName.place);
  }
});
