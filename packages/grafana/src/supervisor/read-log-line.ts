import { shorten } from '@pgwatch-heroku/shared';

export interface GrafanaLogLine {
  level: 'debug' | 'info' | 'warn' | 'error';
  logger: string | undefined;
  text: string;
}

const levels: Record<string, GrafanaLogLine['level']> = {
  trace: 'debug',
  debug: 'debug',
  dbug: 'debug',
  info: 'info',
  warn: 'warn',
  warning: 'warn',
  eror: 'error',
  error: 'error',
  crit: 'error',
  critical: 'error',
};

/** A line may hold a stack or a whole query. */
const maxLength = 2_000;

/** Reads a line that Grafana wrote: JSON as it was told to, logfmt before it read its settings, or a bare text. */
export function readLogLine(line: string): GrafanaLogLine {
  // Cut before it is taken apart, which takes the square of a long word.
  const fields = readJson(line) ?? readLogfmt(shorten(line, maxLength));
  const message = fields['msg'] ?? fields['message'];
  // A panic or a usage text: somebody should see it.
  if (message === undefined) return { level: 'warn', logger: undefined, text: shorten(line, maxLength) };
  const details = ['error', 'err', 'reason'].flatMap((name) => fields[name] ?? []);
  return {
    level: levels[fields['level'] ?? fields['lvl'] ?? 'info'] ?? 'info',
    logger: fields['logger'],
    text: shorten([message, ...details].join(': '), maxLength),
  };
}

type Fields = Record<string, string | undefined>;

function readJson(line: string): Fields | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const entries = Object.entries(JSON.parse(line) as Record<string, unknown>);
    return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
  } catch {
    return undefined;
  }
}

function readLogfmt(line: string): Fields {
  const pairs = line.matchAll(/(\w+)=("(?:[^"\\]|\\.)*"|\S*)/g);
  return Object.fromEntries(
    [...pairs].map(([, name, value = '']) => [name, value.replace(/^"(.*)"$/, '$1').replaceAll('\\"', '"')]),
  );
}
