import type { Finding } from '@pgwatch-heroku/doctor';

export interface Report {
  /** What was looked at: the deployment, or a source. */
  subject: string;
  findings: Finding[];
}

const marks: Record<Finding['state'], string> = {
  ok: 'ok',
  warning: 'WARNING',
  error: 'ERROR',
  'not-available': '-',
  checking: '...',
};
const markWidth = Math.max(...Object.values(marks).map(({ length }) => length));

/** A table for a terminal: a line per aspect, and below what is not well the reasons and what mends it. */
export function printReports(reports: readonly Report[]): string {
  return `${reports.map(printReport).join('\n\n')}\n\n${total(reports)}\n`;
}

function printReport({ subject, findings }: Report): string {
  const width = Math.max(...findings.map(({ title }) => title.length));
  return [subject, ...findings.map((finding) => printFinding(finding, width))].join('\n');
}

function printFinding({ state, title, summary, details, hint, fixes }: Finding, width: number): string {
  const line = `  ${marks[state].padEnd(markWidth)}  ${title.padEnd(width)}  ${oneLine(summary)}`;
  if (state !== 'warning' && state !== 'error') return line;
  const indent = ' '.repeat(markWidth + 4);
  return [
    line,
    ...details.map((detail) => `${indent}. ${oneLine(detail)}`),
    ...(hint === null ? [] : [`${indent}${oneLine(hint)}`]),
    // A button is no use in a terminal.
    ...fixes
      .filter(({ kind }) => kind !== 'operation')
      .flatMap(({ text, note }) => [
        `${indent}> ${oneLine(note)}`,
        ...text.split('\n').map((part) => `${indent}    ${oneLine(part)}`),
      ]),
  ].join('\n');
}

/** Names and texts of a monitored database must not move the cursor or colour the terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const oneLine = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');

function total(reports: readonly Report[]): string {
  const all = reports.flatMap(({ findings }) => findings);
  const count = (state: Finding['state']) => all.filter((finding) => finding.state === state).length;
  const [errors, warnings] = [count('error'), count('warning')];
  return `${errors} error${errors === 1 ? '' : 's'}, ${warnings} warning${warnings === 1 ? '' : 's'}, ${count('ok')} ok, ${count('not-available')} not available`;
}
