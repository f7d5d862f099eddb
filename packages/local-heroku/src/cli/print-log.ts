import { formatLogLine, type LogLine } from '../logs/log-hub.js';
import type { Terminal } from './terminal.js';

/** A line of the log with the part before the text dimmed, as `heroku logs` colours it, and advice that fits here. */
export function printLogLine(terminal: Terminal, logged: LogLine, fitHint: (text: string) => string): void {
  const line = { ...logged, text: fitHint(logged.text) };
  const whole = formatLogLine(line);
  const prefix = whole.slice(0, whole.length - line.text.length);
  terminal.line(`${terminal.style(line.source === 'heroku' ? 'dim' : 'cyan', prefix)}${line.text}`);
}
