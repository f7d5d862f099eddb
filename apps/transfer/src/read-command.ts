import { parseArgs } from 'node:util';
import { AppError, messageOf } from '@pgwatch-heroku/shared';
import { type ExportPart, exportParts } from '@pgwatch-heroku/store/transfer';

export type Command =
  | { kind: 'export'; part: ExportPart; ownOnly: boolean }
  | { kind: 'import'; file: string; dryRun: boolean };

const usage = `Usage: pgwatch-heroku export ${exportParts.join('|')} [--own]; pgwatch-heroku import <file.yaml, or - for standard input> [--dry-run]`;

/** @throws AppError `configuration` with the usage. */
export function readCommand(argv: readonly string[]): Command {
  const refuse = (problem: string): never => {
    throw new AppError('configuration', problem, { hint: usage });
  };
  const [kind, ...args] = argv;
  try {
    if (kind === 'export') {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: { own: { type: 'boolean', default: false } },
      });
      const part = exportParts.find((one) => one === positionals[0]);
      if (part && positionals.length === 1) return { kind, part, ownOnly: values.own };
      return refuse('export wants to know what');
    }
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean', default: false } },
    });
    const [file] = positionals;
    if (kind === 'import' && file && positionals.length === 1) return { kind, file, dryRun: values['dry-run'] };
    return refuse(kind === 'import' ? 'import wants one file' : 'it is either export or import');
  } catch (error) {
    return error instanceof AppError ? refuse(error.message) : refuse(messageOf(error));
  }
}
