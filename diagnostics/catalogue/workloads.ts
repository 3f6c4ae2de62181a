import { entry } from './entry';
import { quoted, type Suggestion } from './wording';

/** A kind as people say it. */
function nameOfKind(kind: string): string {
  return kind === 'cron' ? 'cron job' : kind;
}

/** Findings about the kinds of workloads. */
export const workloadsEntries = {
  'port-missing': entry<{ service: string; kind: string }>({
    severity: 'error',
    title: 'a service has no port',
    explanation:
      "Callers of a service connect to its port. Only what nothing calls needs none: `kind: 'worker'`, such as the consumer of a queue.",
    message: ({ service, kind }) => `the ${nameOfKind(kind)} ${quoted(service)} has no port`,
    help: () => "add `port`, or `kind: 'worker'` if nothing calls it",
  }),

  'field-of-other-kind': entry<{ service: string; kind: string; field: string; kinds: readonly string[]; reason: string }>({
    severity: 'error',
    title: 'a field has no meaning for the kind of the workload',
    explanation:
      'What a workload can be told depends on its kind: no route can lead to a worker, and nothing but a cron job has a schedule. A field without effect would be believed.',
    message: ({ service, kind, field, reason }) =>
      `${quoted(field)} has no meaning for the ${nameOfKind(kind)} ${quoted(service)}: ${reason}`,
    help: ({ field, kind, kinds }) =>
      field === 'of' && kind !== 'cron'
        ? `remove \`of\`, and write the fields that it needs of that service, such as \`image\` and \`database\``
        : `remove ${quoted(field)}, or set \`kind\` to ${kinds.map(quoted).join(' or ')}`,
  }),

  'health-without-port': entry<{ service: string }>({
    severity: 'error',
    title: 'a worker has a health path and no port',
    explanation: 'The kubelet asks at the port of the worker, or else at the port of its metrics. A probe by `exec` needs none.',
    message: ({ service }) => `the worker ${quoted(service)} has health paths, and no port at which they can be asked for`,
    help: () => 'add `port`, where the worker answers, ask by `exec`, or remove `health`',
  }),

  'metrics-without-port': entry<{ service: string }>({
    severity: 'error',
    title: 'a worker has metrics and no port',
    explanation: 'Metrics are asked for at `metrics.port`, or else at the port of the worker.',
    message: ({ service }) => `the worker ${quoted(service)} has metrics, and no port at which they can be asked for`,
    help: () => 'add `metrics.port`',
  }),

  'dependency-unreachable': entry<{ dependency: string; kind: string }>({
    severity: 'error',
    title: 'a service depends on a workload that nothing can call',
    explanation:
      '`dependsOn` names the services that are called. A worker or a cron job has no Kubernetes Service, so there is no address to call.',
    message: ({ dependency, kind }) => `${quoted(dependency)} is a ${nameOfKind(kind)}, which nothing can call`,
    help: ({ dependency }) => `remove ${quoted(dependency)} here, or make it a \`service\` if it is called`,
  }),

  'url-unreachable': entry<{ variable: string; service: string; kind: string }>({
    severity: 'error',
    title: 'a URL leads to a workload that nothing can call',
    explanation: 'A worker or a cron job has no Kubernetes Service, so its hostname is no DNS name.',
    message: ({ variable, service, kind }) =>
      `${quoted(variable)} leads to the ${nameOfKind(kind)} ${quoted(service)}, which has no address`,
    help: () => 'remove the variable, or make the workload a `service` if it is called',
  }),

  'hook-command-empty': entry<{ hook: string }>({
    severity: 'error',
    title: 'a hook has no command',
    explanation: 'Without a command the Job would start what the image starts in the pods of the service, which does not end.',
    message: ({ hook }) => `the hook ${quoted(hook)} has no command`,
    help: () => "write the program and its arguments, such as `['node', 'dist/seed.js']`",
  }),

  'schedule-missing': entry<{ service: string }>({
    severity: 'error',
    title: 'a cron job has no schedule',
    explanation: 'A cron job is started at the times of its schedule, and at no other.',
    message: ({ service }) => `the cron job ${quoted(service)} has no schedule`,
    help: () => 'add `schedule`, such as `30 2 * * *` or `@daily`',
  }),

  'schedule-invalid': entry<{ schedule: string; flaw: string }>({
    severity: 'error',
    title: 'a schedule is none that Kubernetes takes',
    explanation:
      'A schedule has five fields: minute, hour, day of the month, month and day of the week (0 to 6, from Sunday), each a number, a name, `*`, a range, a list or a step; or it is ' +
      'a macro such as `@daily`, or `@every` with a length of time.',
    message: ({ schedule, flaw }) => `${quoted(schedule)} ${flaw}`,
    help: ({ flaw }) =>
      flaw === 'names a time zone'
        ? 'write the time zone into `timeZone`'
        : 'write five fields, such as `30 2 * * *`, or a macro such as `@daily`',
  }),

  'time-zone-unknown': entry<Suggestion & { timeZone: string }>({
    severity: 'error',
    title: 'a time zone is not in the IANA database',
    explanation: 'Kubernetes refuses a CronJob whose time zone it does not find in the IANA database, under that very name.',
    message: ({ timeZone }) => `${quoted(timeZone)} is no time zone`,
    help: ({ suggestion }) =>
      suggestion === undefined
        ? 'write a name of the IANA database, such as `Europe/Berlin` or `UTC`'
        : `did you mean ${quoted(suggestion)}?`,
  }),

  'cron-amount-invalid': entry<{ field: string; value: number; least: number }>({
    severity: 'error',
    title: 'an amount of a cron job is none that it can have',
    explanation:
      'Seconds and counts are whole numbers. The CronJob controller looks every ten seconds, so a run that has to start in less may never start.',
    message: ({ field, value, least }) => `${quoted(field)} is ${quoted(value)}, not a whole number from ${least}`,
    help: ({ field, least }) => `write a whole number from ${least}, or leave ${quoted(field)} out`,
  }),

  'cron-of-unknown': entry<Suggestion & { of: string; state: 'unknown' | 'outside' | 'borrowed' }>({
    severity: 'error',
    title: 'a cron job is one of a service that is not there',
    explanation: '`of` names the service whose image and environment the cron job has: an entry of the product that has its own.',
    message: ({ of, state }) =>
      state === 'unknown'
        ? `the registry has no ${quoted(of)}`
        : state === 'outside'
          ? `${quoted(of)} is not part of the product`
          : `${quoted(of)} has the image and environment of another service itself`,
    help: ({ suggestion, state }) =>
      suggestion !== undefined
        ? `did you mean ${quoted(suggestion)}?`
        : state === 'outside'
          ? 'add it to `services` of the product manifest'
          : 'write the registry key of the service whose image runs',
  }),

  'cron-command-missing': entry<{ service: string; of: string }>({
    severity: 'error',
    title: 'a cron job of a service has no command of its own',
    explanation: 'Without `command` and `args` the image starts what it starts in the pods of the service, which does not end.',
    message: ({ service, of }) => `the cron job ${quoted(service)} runs what ${quoted(of)} runs`,
    help: () => 'add `command` or `args`',
  }),

  'cron-field-lent': entry<{ service: string; field: string; of: string }>({
    severity: 'error',
    title: 'a cron job of a service sets what that service decides',
    explanation:
      'Image, build, runtime, user, database and backing services of a cron job with `of` are those of the service that it names.',
    message: ({ service, field, of }) => `${quoted(field)} of the cron job ${quoted(service)} is that of ${quoted(of)}`,
    help: ({ field }) => (field === 'image' ? 'remove it, or remove `of`' : `remove ${quoted(field)}, or remove \`of\``),
  }),
};
