/**
 * Reads a length of time as Go writes it, in whole hours, minutes and seconds: `1h`, `90m`, `1h30m`, `45s`. Go itself takes fractions and smaller units too.
 * @returns the number of seconds; undefined if the text is no such length; never throws
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function durationSeconds(text: string): number | undefined {
  const match = /^(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/.exec(text);
  if (match === null || text === '') return undefined;
  const [hours, minutes, seconds] = [match[1], match[2], match[3]].map((digits) => Number(digits ?? 0)) as [number, number, number];
  return (hours * 60 + minutes) * 60 + seconds;
}
