import * as z from 'zod';
import { writablePathFlaw } from '../../formats';
import { inspected } from './legal';

/** The directories that a service's process writes to. */
export const writablePathsSchema = inspected(z.array(z.string()), (paths, report) => {
  const all = new Set(paths);
  const seen = new Set<string>();
  for (const [index, path] of paths.entries()) {
    const reason = seen.has(path) ? 'it is listed twice' : (writablePathFlaw(path) ?? nestedIn(path, all));
    if (reason !== undefined) report('writable-path-invalid', { path, reason }, { path: [index] });
    seen.add(path);
  }
});

/** Looks at every path above, of which there are as many as the path has segments. */
function nestedIn(path: string, all: ReadonlySet<string>): string | undefined {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const parent = path.slice(0, end);
    if (all.has(parent)) return `\`${parent}\` is writable already`;
  }
  return undefined;
}
