/** A step of a Job that connects to a server, as pieces of a shell script. */
export interface ConnectProps {
  /** The command that succeeds once the step is done. It ends as psql does, with 2 if it could not connect, and what it says then stands in `/tmp/error`. */
  readonly attempt: string;
  /** Whether an error of the server ends the step at once; otherwise it may come true within the bound, as a login may. */
  readonly errorsEnd: boolean;
}

/**
 * A shell script that tries a step of a Job until it is done. An attempt that does not reach the server, because its name does not resolve or it is about to start, is tried again
 * as long as the Job may run, and does not use up one of the Job's attempts: the work before it would be done again for nothing that it did. A server that answers, and refuses the
 * login, is asked `WAIT_SECONDS` long.
 * @see https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-EXIT-STATUS
 */
export function untilConnected({ attempt, errorsEnd }: ConnectProps): string {
  return `until ${attempt}; do
${
  errorsEnd
    ? `  if [ $? -ne 2 ]; then
    cat /tmp/error >&2
    exit 1
  fi
`
    : ''
}  if pg_isready -q -t 3; then
    : "\${refused:=$(date +%s)}"
    if [ $(($(date +%s) - refused)) -ge "$WAIT_SECONDS" ]; then
      cat /tmp/error >&2
      echo "gave up after $WAIT_SECONDS s" >&2
      exit 1
    fi
  fi
  echo "waiting for $PGHOST:$PGPORT: $(head -n 1 /tmp/error)"
  sleep 2
done`;
}
