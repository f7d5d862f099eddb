import path from 'node:path';

export interface DynoEnvOptions {
  /** `web.1` */
  name: string;
  configVars: Readonly<Record<string, string>>;
  slugDir: string;
  homeDir: string;
  tempDir: string;
  /** Only a web dyno has one. */
  port?: number | undefined;
  /** What a one-off dyno was given on top (`heroku run --env`). */
  extra?: Readonly<Record<string, string>> | undefined;
}

/**
 * The whole environment of a dyno: config vars, what Heroku sets, and a PATH. Nothing of this machine's own environment
 * gets in, so that an app which needs more fails here and not on Heroku.
 */
export function dynoEnv(options: DynoEnvOptions): Record<string, string> {
  const { name, configVars, slugDir, homeDir, tempDir, port, extra } = options;
  return {
    ...configVars,
    ...extra,
    DYNO: name,
    ...(port === undefined ? {} : { PORT: String(port) }),
    PATH: [path.join(slugDir, 'bin'), path.dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
    HOME: homeDir,
    TMPDIR: tempDir,
  };
}
