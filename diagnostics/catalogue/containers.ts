import { entry } from './entry';
import { quoted } from './wording';

/** Findings about what goes on in a service's container. */
export const containersEntries = {
  'health-path-invalid': entry<{ probe: string; path: string }>({
    severity: 'error',
    title: 'a health path is not a URL path',
    explanation: 'The kubelet asks for this path at the port of the pod. A scheme, host or port has no place in it.',
    message: ({ probe, path }) => `${quoted(path)} of ${quoted(probe)} is not a URL path`,
    help: () => 'write a path that starts with one `/`, such as `/health/ready`',
  }),

  'writable-path-invalid': entry<{ path: string; reason: string }>({
    severity: 'error',
    title: 'a writable path cannot be mounted',
    explanation:
      "The container's root file system is read-only, and each writable path is a volume of its own, empty at first. It is an absolute path that " +
      "covers nothing else.",
    message: ({ path, reason }) => `${quoted(path)} cannot be made writable: ${reason}`,
    help: () => 'write an absolute path, such as `/app/cache`, once',
  }),
};
