import type { Panel } from './panel.js';

export interface PanelParameters {
  source: number;
  from: Date;
  to: Date;
  /** Seconds that one point of a line stands for. */
  step: number;
}

const casts = { source: 'int4', from: 'timestamptz', to: 'timestamptz', step: 'float8' } as const;

/** Turns the named parameters of a panel's SQL into numbered ones, for any PostgreSQL driver. */
export function bindPanel(panel: Panel, parameters: PanelParameters): { text: string; values: unknown[] } {
  const names: (keyof PanelParameters)[] = [];
  const text = panel.sql.replaceAll(/(?<![:\w]):(source|from|to|step)\b/g, (_match, name: keyof PanelParameters) => {
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}::${casts[name]}`;
  });
  return { text, values: names.map((name) => parameters[name]) };
}
