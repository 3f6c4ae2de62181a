import { createDiagnostic, type Diagnostic, type PathSegment } from '../diagnostics';
import type { ParseInput } from './parse-input';

/**
 * Finds keys `__proto__`, which no schema lets through: zod leaves them out of mappings without fixed keys and says nothing, so that what stands under
 * them would neither be checked nor have an effect.
 * @returns a finding for each
 */
export function prototypeKeys({ value, file }: ParseInput): Diagnostic[] {
  const found: Diagnostic[] = [];
  const seen = new Set<object>();
  const visit = (inner: unknown, path: readonly PathSegment[]): void => {
    if (inner === null || typeof inner !== 'object' || seen.has(inner)) return;
    seen.add(inner);
    if (Array.isArray(inner)) {
      for (const [index, item] of inner.entries()) visit(item, [...path, index]);
      return;
    }
    for (const [key, item] of Object.entries(inner)) {
      if (key !== '__proto__') visit(item, [...path, key]);
      else found.push(createDiagnostic('unknown-key', { key, allowed: [] }, { file, path: [...path, key], key: true }));
    }
  };
  visit(value, []);
  return found;
}
