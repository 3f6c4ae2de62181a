/**
 * How deep a file may be nested. No file of Kubernetes is a third as deep, and what reads files has a stack: near its end V8 gives up the whole process where it has to compile a
 * regular expression.
 */
export const mostLevels = 100;
