const zones: ReadonlySet<string> = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);

/** The names of time zones, in code-unit order, as far as they are not other names of the same zone. */
export const timeZones: readonly string[] = [...zones].sort();

/**
 * Whether a text is the name of a time zone of the IANA database, as Kubernetes looks it up: with the capital letters that the name has.
 * @see https://www.iana.org/time-zones
 */
export function isTimeZone(text: string): boolean {
  if (zones.has(text)) return true;
  // The list has one name of each zone; the others, such as Asia/Kolkata, are accepted beside it.
  if (!/^[A-Z][A-Za-z_]*(?:\/[A-Z][A-Za-z0-9_+-]*)+$/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
