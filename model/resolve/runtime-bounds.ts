import { parseQuantity } from '../../formats';
import type { Amounts } from '../platform';

/** The variables by which a program keeps to the limits of its container. */
export type RuntimeBounds = (limits: Amounts) => Readonly<Record<string, string>>;

/** The share of the memory limit that a heap may fill: the rest is for stacks, code and buffers, which no collector counts. */
const heapShare = 0.75;

/** No variables: the program sees the limits by itself, or keeps nothing that it could bound. */
export const unbounded: RuntimeBounds = () => ({});

/**
 * The heap of Node.js. Without a bound it collects garbage by the memory of the node.
 * @see https://nodejs.org/api/cli.html#--max-old-space-sizesize-in-mib
 */
export const nodeBounds: RuntimeBounds = ({ memory }) => {
  const bytes = parseQuantity(memory);
  return bytes === undefined ? {} : { NODE_OPTIONS: `--max-old-space-size=${mebibytes(bytes * heapShare)}` };
};

/**
 * The memory of a Go program, which is a soft limit of all that the Go runtime uses, and its threads. Go 1.25 and newer count threads so by themselves,
 * older versions take the cores of the node, and are throttled.
 * @see https://go.dev/doc/gc-guide#Memory_limit
 * @see https://go.dev/blog/container-aware-gomaxprocs
 */
export const goBounds: RuntimeBounds = ({ cpu, memory }) => {
  const bytes = parseQuantity(memory);
  const cores = cpu === undefined ? undefined : parseQuantity(cpu);
  return {
    // As the guide says: a tenth is left for what the runtime does not know of.
    ...(bytes !== undefined && { GOMEMLIMIT: `${mebibytes(bytes * 0.9)}MiB` }),
    ...(cores !== undefined && { GOMAXPROCS: String(Math.max(2, Math.ceil(cores))) }),
  };
};

/**
 * The heap of a JVM: without it a quarter of the limit. It stops when the heap is full, so that the pod starts again in place of one that answers nothing.
 * @see https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html
 */
export const javaBounds: RuntimeBounds = () => ({
  JAVA_TOOL_OPTIONS: `-XX:MaxRAMPercentage=${heapShare * 100}.0 -XX:+ExitOnOutOfMemoryError`,
});

/**
 * The heap of .NET in percent of the limit, a hexadecimal number.
 * @see https://learn.microsoft.com/en-us/dotnet/core/runtime-config/garbage-collector#heap-limit-percent
 */
export const dotnetBounds: RuntimeBounds = () => ({ DOTNET_GCHeapHardLimitPercent: (heapShare * 100).toString(16).toUpperCase() });

function mebibytes(bytes: number): number {
  return Math.floor(bytes / 2 ** 20);
}
