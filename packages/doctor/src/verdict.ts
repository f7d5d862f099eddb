/** How an aspect stands. `not-available`: it cannot be told, or this plan does not have it; nothing is wrong by that. */
export type AspectState = 'ok' | 'warning' | 'error' | 'not-available';

/** What mends it, to be copied or clicked. */
export interface Fix {
  kind: 'sql' | 'command' | 'page' | 'operation';
  /** The exact SQL or command; of a page its path, of an operation through Heroku its kind. */
  text: string;
  /** Where, as whom, or what for. */
  note: string;
}

export interface Verdict {
  state: AspectState;
  /** What is the case and why, one sentence. */
  summary: string;
  /** One line each: metrics, sources, roles. */
  details?: string[];
  /** What to know before mending it. */
  hint?: string;
  fixes?: Fix[];
  /** Of an error: waiting may mend it, nobody has to act. */
  mayPass?: boolean;
}

type Rest = Omit<Verdict, 'state' | 'summary'>;

export const ok = (summary: string, rest: Rest = {}): Verdict => ({ state: 'ok', summary, ...rest });
export const warning = (summary: string, rest: Rest = {}): Verdict => ({ state: 'warning', summary, ...rest });
export const failing = (summary: string, rest: Rest = {}): Verdict => ({ state: 'error', summary, ...rest });
export const notAvailable = (summary: string, rest: Rest = {}): Verdict => ({
  state: 'not-available',
  summary,
  ...rest,
});
