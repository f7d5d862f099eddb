interface PanelBase {
  id: string;
  title: string;
  /** One line for those who do not know the figure. */
  help: string;
  /** `short`, `bytes`, `bytes/s`, `ops/s`, `ms`, `percent` (0 to 1), `s`, `s/s`. */
  unit: string;
  /** The metrics whose samples the SQL reads; a store that has not seen one of them yet has no such table. */
  metrics: string[];
  /**
   * SQL over `samples`, with the parameters `:source` (id), `:from`, `:to` (timestamptz) and `:step` (seconds); see
   * bindPanel().
   */
  sql: string;
}

/**
 * Returns (time, label, value), oldest first, one row per line and step. Where nothing was measured for longer than
 * usual there is a row without label and value: all lines break there.
 */
export interface TimeseriesPanel extends PanelBase {
  kind: 'timeseries';
  /** Draws the lines stacked. */
  stacked?: boolean;
}

export interface PanelColumn {
  name: string;
  title: string;
  /** As of a panel, or `text`. */
  unit: string;
}

/** Returns rows with these columns, the most important first. */
export interface TablePanel extends PanelBase {
  kind: 'table';
  columns: PanelColumn[];
}

export type Panel = TimeseriesPanel | TablePanel;
