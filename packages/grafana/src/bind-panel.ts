import type { Panel } from './panel.js';
import { type PanelParameter, parameterTypes, replaceParameters } from './parameters.js';

export interface PanelParameters {
  source: number;
  from: Date;
  to: Date;
  /** Seconds that one point of a line stands for. */
  step: number;
  sources?: readonly number[];
  queryid?: string | undefined;
  table?: string | undefined;
  sproc?: string | undefined;
  search?: string | undefined;
  top?: number;
}

/**
 * Turns the named parameters of a panel's SQL into numbered ones, for any PostgreSQL driver.
 *
 * @throws TypeError for a parameter that the panel has and that is not given.
 */
export function bindPanel(panel: Panel, parameters: PanelParameters): { text: string; values: unknown[] } {
  const names: PanelParameter[] = [];
  const text = replaceParameters(panel.sql, (name) => {
    if (parameters[name] === undefined) throw new TypeError(`panel ${panel.id} needs the parameter ${name}`);
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}::${parameterTypes[name]}`;
  });
  return { text, values: names.map((name) => parameters[name]) };
}
