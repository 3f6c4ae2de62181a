/** A page of charts for Grafana. */
export interface Dashboard {
  /** The name of its object. */
  readonly name: string;
  /** The same for ever, whatever is on it: links to it last. */
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  /** The services that one can choose from, one of which queries name by `$service`; empty if it shows all at once. */
  readonly services: readonly string[];
  readonly rows: readonly DashboardRow[];
}

/** Charts about one thing. */
export interface DashboardRow {
  readonly title: string;
  readonly panels: readonly DashboardPanel[];
}

/** A chart. */
export interface DashboardPanel {
  readonly title: string;
  /** Grafana's name of the unit. */
  readonly unit: 'reqps' | 'percentunit' | 's' | 'short' | 'bytes';
  readonly queries: readonly DashboardQuery[];
}

/** The lines of a chart: one for each series of the result of a query. `$__rate_interval` stands for a range that fits the time that is shown. */
export interface DashboardQuery {
  readonly expr: string;
  /** What a line is called, such as `{{job}}`. */
  readonly legend: string;
}
