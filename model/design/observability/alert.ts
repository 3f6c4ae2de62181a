import type { AlertRule } from '../../blueprint';
import type { Platform, Severity } from '../../platform';

/** What an alert is about. */
export interface Watched {
  /** The registry key of a service, or the name of a server or a certificate. */
  readonly name: string;
  /** The team that answers for it; undefined if nobody says. */
  readonly team: string | undefined;
}

/** The parts of an alert that do not follow from what it is about. */
export interface AlertProps {
  /** In PascalCase. */
  readonly alert: string;
  readonly severity: Severity;
  readonly expr: string;
  /** How long the condition holds before somebody is told. */
  readonly for: string;
  /** One sentence, in which `{{ $labels.pod }}` and `{{ $value }}` stand for what Prometheus finds. */
  readonly summary: string;
  /** What to look at first. */
  readonly description: string;
}

/** The labels of all rules about one thing: who they are for, and where it is. */
export function labelsOf({ product, namespace, environment }: Platform, { name, team }: Watched): Readonly<Record<string, string>> {
  return { product, environment, namespace, service: name, ...(team !== undefined && { owner: team }) };
}

/** Makes an alert: with how urgent it is, and where its runbook is. */
export function alertRule({ observability }: Platform, props: AlertProps): AlertRule {
  const { alert, severity, expr, summary, description } = props;
  return {
    alert,
    expr,
    for: props.for,
    labels: { severity: observability.severities[severity] },
    annotations: {
      summary,
      description,
      ...(observability.runbooks !== undefined && { runbook_url: `${observability.runbooks}/${kebabCase(alert)}` }),
    },
  };
}

/** @returns such as `service-slow-p95` for `ServiceSlowP95` */
function kebabCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}
