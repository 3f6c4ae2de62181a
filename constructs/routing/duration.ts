/** The largest number of one unit that a duration of the Gateway API can have. */
const most = 99_999;

/**
 * A time as the Gateway API writes it.
 * @see https://gateway-api.sigs.k8s.io/geps/gep-2257/
 */
export function duration(seconds: number): string {
  return seconds <= most ? `${seconds}s` : `${Math.ceil(seconds / 3600)}h`;
}
