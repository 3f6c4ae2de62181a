import type { AlertRule, Workload } from '../../blueprint';
import { backingOf, type Platform } from '../../platform';
import { alertRule } from './alert';
import { decimal, jobOf, series } from './promql';

/** The queues that nothing reads on purpose: where messages go that nobody could work on. */
const deadLetters = /.*[.]dlq/;

/** The alerts about the queues of a RabbitMQ in the cluster, by what its monitor asks for each of them. */
export function queueAlerts(platform: Platform, { kind, name, metrics }: Workload): AlertRule[] {
  const rabbitmq = backingOf(platform, 'rabbitmq');
  if (kind !== 'server' || rabbitmq?.host !== name || metrics === undefined || !platform.observability.monitors) return [];
  const of = { namespace: platform.namespace, job: jobOf(name), vhost: rabbitmq.vhost };
  const { queueMessages } = platform.observability.thresholds;
  const read = { ...of, queue: { not: deadLetters } };
  const consumers = series('rabbitmq_detailed_queue_consumers', read);
  return [
    alertRule(platform, {
      alert: 'QueueBacklog',
      severity: 'ticket',
      expr: `max by (queue) (${series('rabbitmq_detailed_queue_messages_ready', of)}) > ${decimal(queueMessages)}`,
      for: '15m',
      summary: '{{ $value }} messages wait in {{ $labels.queue }}',
      description: 'Look at the workers that read it: at how many there are, and at what they call.',
    }),
    alertRule(platform, {
      alert: 'QueueWithoutConsumers',
      severity: 'page',
      expr: `max by (queue) (${series('rabbitmq_detailed_queue_messages_ready', read)}) > 0 unless max by (queue) (${consumers}) > 0`,
      for: '10m',
      summary: 'messages wait in {{ $labels.queue }}, which nothing reads',
      description: 'Look at the worker that reads it.',
    }),
  ];
}
