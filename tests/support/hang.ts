/**
 * The time after which a test ends a program that does not end by itself, in milliseconds. It is far beyond what the slowest machine needs, and shorter
 * than `testTimeout`, so that the test can still say which program it was.
 */
export const HANG_MS = 600_000;
