import type { Place } from '../../diagnostics';

/** The rules about one thing that Prometheus evaluates, in one object. */
export interface RuleSet {
  readonly name: string;
  readonly file: string;
  /** The id of the workload that they are about; undefined for a certificate. */
  readonly workload: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly groups: readonly RuleGroup[];
  readonly place: Place;
}

/** Rules that are evaluated one after the other. */
export interface RuleGroup {
  /** Unique in its namespace, for Prometheus' own metrics about rules. */
  readonly name: string;
  /** Labels of all its rules. */
  readonly labels: Readonly<Record<string, string>>;
  readonly rules: readonly PrometheusRule[];
}

/** A rule: an alert, or a series that is kept. */
export type PrometheusRule = AlertRule | RecordingRule;

/** A condition that is told to somebody. */
export interface AlertRule {
  readonly alert: string;
  /** A query of Prometheus; each series of its result is an alert. */
  readonly expr: string;
  /** How long the condition holds before it is told, such as `10m`. */
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A query whose result is kept under a name. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
}
