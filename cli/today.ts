/** The day by the calendar of UTC, such as `2026-11-29`. Only the end of acceptances depends on it. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
