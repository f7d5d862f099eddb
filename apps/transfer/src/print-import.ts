import type { ImportResult } from '@pgwatch-heroku/store/transfer';

/** What an import did, or would do, as lines for people: problems and notes with the lines of the file. */
export function printImport(file: string, dryRun: boolean, result: ImportResult): string {
  const { problems, notes, changes, unchangedCount } = result;
  const name = file === '-' ? 'line ' : `${file}:`;
  const at = ({ line, message }: { line: number; message: string }) => `${name}${line}: ${message}`;
  if (problems.length > 0) {
    return lines([...problems.map(at), '', `Nothing was imported: ${count(problems.length, 'problem')}.`]);
  }
  const unchanged = unchangedCount > 0 ? `, ${unchangedCount} unchanged` : '';
  const summary = dryRun
    ? `Nothing was changed (dry run): ${count(changes.length, 'change')} to make${unchanged}.`
    : `${count(changes.length, 'change')} made${unchanged}.${changes.length > 0 ? ' Collectors take it over within five minutes.' : ''}`;
  return lines([...changes, ...notes.map(at), ...(changes.length + notes.length > 0 ? [''] : []), summary]);
}

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;
const lines = (texts: string[]) => `${texts.join('\n')}\n`;
