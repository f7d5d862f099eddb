/** One line of an app's log, as Logplex would carry it. */
export interface LogLine {
  /** UTC with microseconds: `2026-11-22T20:29:15.123456+00:00`. */
  at: string;
  /** `app`: what a process or the API said. `heroku`: what the platform said about it. */
  source: 'app' | 'heroku';
  /** `web.1`, `router`, `api`, `release.4321`. */
  process: string;
  text: string;
}

export type LogSubscriber = (line: LogLine) => void;

/** As many lines as Heroku keeps. */
const historyLines = 1_500;

/** The merged log of an app: a short history, and whoever listens. */
export class LogHub {
  readonly #history: LogLine[] = [];
  readonly #subscribers = new Set<LogSubscriber>();

  write(source: LogLine['source'], process: string, text: string): void {
    const line = { at: timestamp(), source, process, text };
    this.#history.push(line);
    if (this.#history.length > historyLines) this.#history.shift();
    for (const subscriber of this.#subscribers) subscriber(line);
  }

  /** Returns the function that ends the subscription. */
  subscribe(subscriber: LogSubscriber): () => void {
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  }

  /** The newest lines, oldest first; those of one process when it is named. */
  recent(count = historyLines, process?: string): LogLine[] {
    const lines = process === undefined ? this.#history : this.#history.filter((line) => line.process === process);
    return lines.slice(-count);
  }
}

/** As `heroku logs` prints it. */
export function formatLogLine({ at, source, process, text }: LogLine): string {
  return `${at} ${source}[${process}]: ${text}`;
}

function timestamp(): string {
  const now = performance.timeOrigin + performance.now();
  const micros = String(Math.floor((now % 1) * 1_000)).padStart(3, '0');
  return `${new Date(now).toISOString().slice(0, 23)}${micros}+00:00`;
}
