import type { Readable } from 'node:stream';
import { shownOutput } from '../foreign-output';

/** What a program prints, held back until it is asked for. */
export interface HeldOutput {
  /** Whether Node or V8 says in it that the process cannot go on. */
  tellsFailure(): boolean;
  /** Prints what came so far on standard error. If the process has failed, what Node and V8 say is left out. */
  tell(hasFailed: boolean): void;
}

/** How much is held back, in characters. What comes after is dropped, so that an endless loop that prints fills no memory. */
const most = 1_000_000;

/** With this Node or V8 begins to say that there is no memory left, and where. */
const failure =
  /(?:^|\n)(?:<--- Last few GCs --->\n|FATAL ERROR: [^\n]*(?:heap out of memory|Allocation failed|allocation failure)|#\n# Fatal (?:JavaScript )?(?:process )?(?:out of memory|OOM))[^]*/i;

/** Holds back what comes on streams. */
export function holdOutput(streams: readonly Readable[]): HeldOutput {
  const texts = streams.map(() => '');
  for (const [index, stream] of streams.entries()) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      const held = texts[index]!;
      if (held.length < most) texts[index] = (held + text).slice(0, most);
    });
  }
  return {
    tellsFailure: () => texts.some((text) => failure.test(text)),
    tell(hasFailed) {
      for (const [index, text] of texts.entries()) {
        texts[index] = '';
        const own = shownOutput(hasFailed ? text.replace(failure, '\n') : text);
        if (own !== '') process.stderr.write(own);
      }
    },
  };
}
