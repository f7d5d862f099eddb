/** What points the Heroku CLI at this machine. It takes port and protocol of the Data API from HEROKU_HOST. */
export function herokuCliEnv(given: { apiUrl: string; apiKey: string; app?: string; homeDir: string; path: string }) {
  const { apiUrl, apiKey, app, homeDir, path } = given;
  return {
    PATH: path,
    HOME: homeDir,
    HEROKU_API_KEY: apiKey,
    // Meant where a command names none; else a git remote says so.
    ...(app === undefined ? {} : { HEROKU_APP: app }),
    HEROKU_HOST: apiUrl,
    HEROKU_DATA_HOST: new URL(apiUrl).hostname,
    // Unset, it asks the internet twice for who we are, and waits for seconds where there is none.
    HEROKU_PARTICLEBOARD_URL: apiUrl,
    // It has a version on purpose, and would look for another one on the internet.
    HEROKU_DISABLE_AUTOUPDATE: 'true',
    HEROKU_SKIP_NEW_VERSION_CHECK: 'true',
    DISABLE_TELEMETRY: 'true',
    TERM: 'dumb',
  };
}
