/** The question of a wait and its messages, as pieces of a shell script. */
export interface BoundedWaitProps {
  /** The command that succeeds once the wait is over; what it says when it fails stands in `/tmp/error`. */
  readonly until: string;
  /** The message while it does not. */
  readonly waiting: string;
  /**
   * The message beside the time when there is none left.
   * @default nothing
   */
  readonly gaveUp?: string;
}

/** A shell script that asks every two seconds, `WAIT_SECONDS` long at most. */
export function boundedWait({ until, waiting, gaveUp = '' }: BoundedWaitProps): string {
  return `deadline=$(($(date +%s) + WAIT_SECONDS))
until ${until}; do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    cat /tmp/error >&2
    echo "gave up after $WAIT_SECONDS s${gaveUp}" >&2
    exit 1
  fi
  echo "${waiting}"
  sleep 2
done`;
}
