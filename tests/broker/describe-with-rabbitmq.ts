import { accessSync, constants } from 'node:fs';

/** The server itself. The program of that name on PATH changes its user first, and starts Debian's own instance. */
export const rabbitmqServer = '/usr/lib/rabbitmq/bin/rabbitmq-server';

const programs = [rabbitmqServer, '/usr/bin/escript', '/usr/bin/epmd'];

function isThere(program: string): boolean {
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Defines tests that need RabbitMQ; without it they are skipped and say why, and fail under `CI=true`. */
export function describeWithRabbitmq(title: string, define: () => void): void {
  const missing = programs.filter((program) => !isThere(program));
  if (missing.length === 0) {
    describe(title, define);
    return;
  }
  const why = `${title}: there must be ${missing.join(' and ')} (Debian: rabbitmq-server, whose service need not run)`;
  if (process.env['CI'] === 'true')
    test(why, () => {
      throw new Error(why);
    });
  else test.skip(why, () => undefined);
}
