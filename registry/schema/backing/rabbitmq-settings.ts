import { type KnownSettings, oneOf, toggle, whole } from './settings';

/**
 * The settings of a RabbitMQ in the cluster. What is deprecated is off by default from 4.3 on.
 * @see https://www.rabbitmq.com/docs/configure
 * @see https://www.rabbitmq.com/release-information/deprecated-features-list
 */
export const rabbitmqSettings: KnownSettings = {
  label: 'RabbitMQ',
  settable: {
    consumer_timeout: whole(60_000),
    heartbeat: whole(0, 65_535),
    max_message_size: whole(1, 536_870_912),
    'log.console.level': oneOf('debug', 'info', 'warning', 'error', 'none'),
    'deprecated_features.permit.amqp_address_v1': toggle,
    'deprecated_features.permit.amqp_filter_set_bug': toggle,
    'deprecated_features.permit.global_qos': toggle,
    'deprecated_features.permit.management_metrics_collection': toggle,
    'deprecated_features.permit.queue_master_locator': toggle,
    'deprecated_features.permit.transient_nonexcl_queues': toggle,
  },
  owned: {
    'vm_memory_high_watermark*': 'resources.limits.memory',
    total_memory_available_override_value: 'resources.limits.memory',
    default_user: 'secret',
    default_pass: 'secret',
    default_vhost: 'vhost',
    'listeners.*': undefined,
    'ssl_options.*': undefined,
    'cluster_formation.*': undefined,
  },
};
