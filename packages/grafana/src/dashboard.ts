import type { Panel } from './panel.js';
import type { PanelParameter } from './parameters.js';

export interface DashboardRow {
  title: string;
  panels: readonly DashboardPanel[];
}

/** A panel as it stands on a dashboard. */
export interface DashboardPanel {
  panel: Panel;
  /** Of 24 columns; by its kind when absent. */
  width?: number;
  /** Shown as it was so long before; a duration or a variable. */
  timeShift?: string;
}

export interface Dashboard {
  /** Guessable, stable: links of people lead to it. */
  uid: string;
  title: string;
  /** One line: the question that it answers. */
  help: string;
  /** What its `:source` is. */
  about?: 'source' | 'dyno';
  /** Beginning of the range that is shown at first. */
  from?: string;
  /** Parameters that its variables are for, beyond those of its panels. */
  variables?: readonly PanelParameter[];
  rows: readonly DashboardRow[];
}
