import { visibleText } from './visible-text';

/** With this a runner of CI takes a line for a command of its own, whatever blanks stand before it. */
const command = /^\s*::/;

/**
 * Makes text of several lines safe for a terminal or a CI log: each line as {@link visibleText} does, and none that a runner takes for a command.
 * @returns the lines; text without anything treacherous is unchanged
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function visibleLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => {
      const visible = line.split('\t').map(visibleText).join('\t');
      return command.test(visible) ? `| ${visible}` : visible;
    })
    .join('\n');
}
