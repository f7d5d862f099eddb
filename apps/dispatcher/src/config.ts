export interface Config {
  dyno: string | undefined;
  app: string | undefined;
}

/** An empty variable counts as absent: the button's form stores empty fields as empty strings. */
export function readConfig(): Config {
  return { dyno: process.env['DYNO'] || undefined, app: process.env['PGWATCH2_APP'] || undefined };
}
