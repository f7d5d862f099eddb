import type { LogLine } from './log-hub.js';

/** What of a log line a person should know who is not reading the log. */
export interface Notice {
  level: 'warning' | 'error';
  process: string;
  text: string;
  hint: string | undefined;
}

/**
 * Reads a warning or an error out of a log line, without the JSON around it: a structured line of a process by its
 * level, a line of plain text by the `!` before it, Heroku's own by its error code. Undefined for every other line.
 */
export function parseNotice({ source, process, text }: LogLine): Notice | undefined {
  if (source === 'heroku') {
    const isError = /^Error [A-Z]\d+ |^at=error |could not be started/.test(text);
    return isError ? { level: 'error', process, text, hint: undefined } : undefined;
  }
  const marked = /^\s*! +(?<said>.+)$/.exec(text)?.groups?.['said'];
  if (marked !== undefined) return { level: 'warning', process, text: marked, hint: undefined };
  const level = /^\{.*?"level":"(?<level>warn|error|fatal)"/.exec(text)?.groups?.['level'];
  if (level === undefined) return undefined;
  try {
    const { msg, hint } = JSON.parse(text) as { msg?: string; hint?: string };
    return msg === undefined ? undefined : { level: level === 'warn' ? 'warning' : 'error', process, text: msg, hint };
  } catch {
    return undefined; // only looks like one of ours
  }
}
