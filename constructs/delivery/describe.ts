import type { Workload } from '../../model/blueprint';

/** The annotations by which a workload's object tells people what it is. They belong to the workload and not to its pods. */
export function describe({ description }: Pick<Workload, 'description'>): Record<string, string> {
  const { label, digest, dockerfile, egress = [], sharedDatabase } = description;
  return {
    ...(label !== undefined && { 'cadastre.dev/display-name': label }),
    ...(digest !== undefined && { 'cadastre.dev/image-digest': digest }),
    ...(dockerfile !== undefined && { 'cadastre.dev/dockerfile': dockerfile }),
    ...(egress.length > 0 && { 'cadastre.dev/egress': egress.join(', ') }),
    ...(sharedDatabase !== undefined && { 'cadastre.dev/shared-database': sharedDatabase }),
  };
}
