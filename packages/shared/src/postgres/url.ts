import { AppError } from '../errors.js';
import { exampleDatabaseUrl } from './example-url.js';

/** What a PostgreSQL URL says, percent-decoded. */
export interface DatabaseUrl {
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
}

/**
 * Takes `postgres://` and `postgresql://` apart. Query parameters are ignored on purpose: libpq's file and socket
 * parameters must not be settable by whoever can write a URL, and TLS is decided by us.
 *
 * @throws AppError `configuration`, which names `label` and never the text of the URL.
 */
export function parseDatabaseUrl(text: string, label: string): DatabaseUrl {
  const fail = (cause?: unknown) =>
    new AppError('configuration', `${label} is not a usable PostgreSQL URL`, {
      cause,
      hint: `Expected ${exampleDatabaseUrl}; Heroku sets it when the add-on is attached.`,
    });
  if (!/^postgres(ql)?:\/\//.test(text)) throw fail();
  try {
    const url = new URL(text);
    const database = decodeURIComponent(url.pathname.slice(1));
    const user = decodeURIComponent(url.username);
    if (!url.hostname || !database || !user) throw fail();
    return {
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: url.port ? Number(url.port) : 5432,
      database,
      user,
      password: decodeURIComponent(url.password),
    };
  } catch (error) {
    throw error instanceof AppError ? error : fail();
  }
}
