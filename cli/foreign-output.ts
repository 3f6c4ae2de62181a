import { visibleLines } from '../diagnostics';
import { redacted } from '../formats';

/** How much of one output is shown, in characters. */
const most = 1_000_000;

/**
 * Prepares what code of others prints for the log: without credentials of a known form, escapes of a terminal and commands to a runner of CI, at most a million
 * characters.
 * @returns whole lines; empty if it prints nothing but blanks
 */
export function shownOutput(text: string): string {
  const own = visibleLines(redacted(text.slice(0, most)).trimEnd());
  return own === '' ? '' : `${own}\n`;
}

/** A method `write` of a stream. */
export type StreamWrite = NodeJS.WriteStream['write'];

/**
 * Holds back what is written, so that a credential in pieces is seen as a whole.
 * @param take takes the text of one write
 * @returns a `write` for a stream
 */
export function heldWrite(take: (text: string) => void): StreamWrite {
  return (chunk: string | Uint8Array, encoding?: unknown, done?: unknown) => {
    take(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    const called = typeof encoding === 'function' ? encoding : done;
    if (typeof called === 'function') process.nextTick(called);
    return true;
  };
}
