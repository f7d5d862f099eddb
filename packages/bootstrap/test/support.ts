import { type Client, connect, createLogger, type Logger } from '@pgwatch-heroku/shared';

/** A log whose text can be looked through. */
export function captureLog(): { log: Logger; text: () => string } {
  const lines: string[] = [];
  const log = createLogger({ name: 'test', destination: { write: (line) => void lines.push(line) } });
  return { log, text: () => lines.join('') };
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect({ url, label: 'the test database', applicationName: 'test' });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export const userOf = (url: string): string => decodeURIComponent(new URL(url).username);

/** The SQLSTATE of what the server answers; undefined when it does as told. */
export async function refusalOf(url: string, sql: string): Promise<string | undefined> {
  return withClient(url, (client) =>
    client.query(sql).then(
      () => undefined,
      (error: { code?: string }) => error.code,
    ),
  );
}
