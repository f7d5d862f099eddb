import { AppError } from '@pgwatch-heroku/shared';

/** Where the two APIs are; a local Heroku serves both on one port. */
export interface HerokuApiUrls {
  apiUrl: string;
  dataUrl: string;
}

export const defaultApiUrls: HerokuApiUrls = {
  apiUrl: 'https://api.heroku.com',
  dataUrl: 'https://api.data.heroku.com',
};

/** The domains that Heroku's own CLI gives a key to. */
const herokuDomains = ['heroku.com', 'herokai.com', 'herokuspace.com', 'herokudev.com'];
const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Checks that an API key may be sent there: to Heroku by https, or to this machine. Gives the origin back.
 *
 * @throws AppError `configuration` that names the variable or option.
 */
export function checkApiUrl(value: string, name: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isHeroku =
    url?.protocol === 'https:' && herokuDomains.some((domain) => `.${url.hostname}`.endsWith(`.${domain}`));
  if (!url || !(isHeroku || (/^https?:$/.test(url.protocol) && isLoopback(url)))) {
    throw new AppError('configuration', `${name} is neither a host of Heroku's nor this machine`, {
      hint: `The API key is sent nowhere else. Unset ${name}, or set it to heroku.com or to http://localhost:PORT.`,
    });
  }
  return url.origin;
}

export function isLoopback(url: URL): boolean {
  return loopbackHosts.has(url.hostname);
}

/**
 * Reads HEROKU_HOST and HEROKU_DATA_HOST as Heroku's own CLI does: a value that starts with http is the base of the
 * API, any other the domain that `api.` goes in front of; protocol and port of the Data API are those of HEROKU_HOST.
 * Where the CLI falls back to heroku.com on a value it does not like, this refuses: a test must not reach production.
 *
 * @throws AppError `configuration` for a host that must not get the key.
 */
export function readHerokuApiUrls(env: Record<string, string | undefined>): HerokuApiUrls {
  const host = env['HEROKU_HOST'] || 'heroku.com';
  const apiUrl = checkApiUrl(host.startsWith('http') ? host : `https://api.${host}`, 'HEROKU_HOST');
  const base = new URL(apiUrl);
  const name = env['HEROKU_DATA_HOST'] ? 'HEROKU_DATA_HOST' : 'HEROKU_POSTGRESQL_HOST';
  const dataHost = env[name];
  if (!dataHost) return { apiUrl, dataUrl: isLoopback(base) ? apiUrl : defaultApiUrls.dataUrl };
  if (!/^[\w.-]+$/.test(dataHost)) {
    throw new AppError('configuration', `${name} is not the name of a host`, {
      hint: `Give ${name} without protocol and port: both are taken from HEROKU_HOST.`,
    });
  }
  return { apiUrl, dataUrl: checkApiUrl(`${base.protocol}//${dataHost}${base.port && `:${base.port}`}`, name) };
}
