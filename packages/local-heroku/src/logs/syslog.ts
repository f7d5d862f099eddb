import type { LogLine } from './log-hub.js';

/** Facility and severity as Logplex sends them: local7.info of apps, local3.info of the platform, local0.info of add-ons. */
const priorityOf = ({ source, process }: LogLine): number => {
  if (process === 'heroku-postgres') return 134;
  return source === 'app' ? 190 : 158;
};

/** Lines as the body of a drain's POST: RFC 5424 less its structured data, framed by length (RFC 6587). */
export function frameSyslog(lines: readonly LogLine[]): string {
  return lines
    .map((line) => {
      const message = `<${priorityOf(line)}>1 ${line.at} host ${line.source} ${line.process} - ${line.text}\n`;
      return `${Buffer.byteLength(message)} ${message}`;
    })
    .join('');
}
