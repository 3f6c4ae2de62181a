import type { Construct } from 'constructs';
import type { PrometheusRuleSpec } from '../../imports/monitoring.coreos.com';
import type { PrometheusRule, RuleSet } from '../../model/blueprint';
import { metadataOf, type Setting, type Subject } from '../delivery/metadata';
import { type CustomPlain, Manifest } from '../manifest';

/** Rules, and the labels of what they are about. */
export interface PrometheusRulesProps {
  readonly setting: Setting;
  readonly subject: Pick<Subject, 'labels'>;
  readonly rules: RuleSet;
}

/**
 * Rules that Prometheus evaluates.
 * @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
export class PrometheusRules extends Manifest {
  constructor(scope: Construct, id: string, { setting, subject, rules }: PrometheusRulesProps) {
    const { name, labels, groups } = rules;
    super(scope, id, {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: metadataOf(setting, { labels: { ...subject.labels, ...labels } }, { name, stage: 'monitoring' }),
      spec: {
        groups: groups.map((group) => ({ name: group.name, labels: group.labels, rules: group.rules.map(written) })),
      } satisfies CustomPlain<PrometheusRuleSpec>,
    });
  }
}

/** A rule as its object has it: an alert that is told at once says no time. */
function written(rule: PrometheusRule) {
  if (!('alert' in rule) || rule.for !== '0s') return rule;
  const { alert, expr, labels, annotations } = rule;
  return { alert, expr, labels, annotations };
}
