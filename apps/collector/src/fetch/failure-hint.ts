import { AppError, codeOf } from '@pgwatch-heroku/shared';

/** What a person can do about a metric that a server refused, by SQLSTATE; undefined when nobody knows. */
export function hintForFailure(error: unknown): string | undefined {
  switch (codeOf(error)) {
    case '42501': // insufficient_privilege
      return 'Grant pg_monitor to the monitoring role, or run monitored-bootstrap; on tables of your own grant it SELECT.';
    case '25006': // read_only_sql_transaction
      return 'A metric may only read.';
    case '42P01': // undefined_table
    case '42883': // undefined_function
    case '42703': // undefined_column
      return 'The server lacks what this metric reads: ALTER EXTENSION ... UPDATE may help, or running monitored-bootstrap again.';
    case '55000': // object_not_in_prerequisite_state: an extension whose library is not loaded
      return 'The library of the extension is not loaded: it must be in shared_preload_libraries.';
    case '57014': // query_canceled
      return 'The query took longer than its time-out; the database is busy or has very many objects.';
    case '55P03': // lock_not_available
      return 'A lock was held for longer than we wait, usually by a migration.';
    default:
      return error instanceof AppError ? error.hint : undefined;
  }
}
