import { readFileSync } from 'node:fs';
import { codeOf } from './output-error';

/**
 * The identity of this process, in a form that another process can check later: `<pid>.<start>`. The start is the kernel's own
 * count of ticks (0 if there is no `/proc`). A process id alone is not enough: in a container each run has the same one.
 */
export function ownIdentity(): string {
  return `${process.pid}.${statusOf(process.pid)?.start ?? 0}`;
}

/** Whether a text has the form of an identity: what another program has written has not. */
export function isIdentity(text: string): boolean {
  return /^\d{1,10}\.\d{1,20}$/.test(text);
}

/**
 * Whether the process of an identity still runs. In doubt the answer is yes, and its leftovers stay until the next run.
 *
 * @param identity a result of {@link ownIdentity}, maybe of another process
 */
export function isRunning(identity: string): boolean {
  const [pid, start] = identity.split('.').map(Number);
  if (pid === undefined || start === undefined) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: the process exists and belongs to another user.
    if (codeOf(error) === 'ESRCH') return false;
  }
  const status = statusOf(pid);
  return status === undefined || start === 0 || (status.start === start && !status.dead);
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html fields 3 (state) and 22 (starttime) */
function statusOf(pid: number): { readonly start: number; readonly dead: boolean } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // Field 2 is the program's name in parentheses, and may itself hold spaces and parentheses.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { start: Number(fields[19]), dead: fields[0] === 'Z' || fields[0] === 'X' };
  } catch {
    return undefined;
  }
}
