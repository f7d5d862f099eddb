import type { PanelParameter } from './parameters.js';

/** How bad a value is. */
export type Level = 'good' | 'warning' | 'critical';

/** From this value on the level holds; the first one has no beginning. Ascending. */
export type Thresholds = readonly (readonly [from: number | null, level: Level])[];

interface PanelBase {
  id: string;
  title: string;
  /** One line for those who do not know the figure. */
  help: string;
  /**
   * `short`, `bytes`, `bytes/s`, `ops/s`, `ms`, `percent` (0 to 1), `s`, `s/s`; in tables and stats also `text`, `time` and
   * `bool` (0 or 1).
   */
  unit: string;
  /** The metrics whose samples the SQL reads; a store that has not seen one of them yet has no such table. */
  metrics: string[];
  /** SQL over `samples` with named parameters; see `parameters.ts` and bindPanel(). */
  sql: string;
  thresholds?: Thresholds;
  /** Why it may be empty on Heroku, where that is so; a sentence. */
  emptyWhen?: string;
}

/**
 * Returns (time, label, value), oldest first, one row per line and step. Where nothing was measured for longer than
 * usual there is a row without label and value: all lines break there.
 */
export interface TimeseriesPanel extends PanelBase {
  kind: 'timeseries';
  /** Draws the lines stacked. */
  stacked?: boolean;
  /** Draws a bar for each point: of moments that have nothing to do with the next one. Stacked, where there are several lines. */
  bars?: boolean;
  /** Lines are drawn on over so many seconds without a point: of several sources, each has fetches of its own. */
  joinSeconds?: number;
}

export interface PanelColumn {
  name: string;
  title: string;
  /** As of a panel, or `text`, or `time`. */
  unit: string;
  thresholds?: Thresholds;
  /** What leads on from a cell: a dashboard, and the parameter of it that the cell is. */
  link?: { dashboard: string; parameter: PanelParameter };
}

/** Returns rows with these columns, the most important first. */
export interface TablePanel extends PanelBase {
  kind: 'table';
  columns: PanelColumn[];
}

/** Returns one row of figures; null where nothing is known. */
export interface StatPanel extends PanelBase {
  kind: 'stat';
  columns: PanelColumn[];
}

/** Returns rows of (label, value), the most important first. */
export interface BarGaugePanel extends PanelBase {
  kind: 'bargauge';
}

/** What the web app's pages draw. */
export type ChartPanel = TimeseriesPanel | TablePanel;
export type Panel = ChartPanel | StatPanel | BarGaugePanel;
