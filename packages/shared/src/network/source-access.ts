import { AppError, messageOf } from '../errors.js';
import { classifyFailure } from '../postgres/classify.js';
import { type Client, connect } from '../postgres/connect.js';
import { parseDatabaseUrl } from '../postgres/url.js';
import { SourceUrlBox } from '../secrets/source-url.js';
import { guardAddresses } from './address-guard.js';

export interface SourceAccessOptions {
  /** Attached databases to monitor, by the name of their source. */
  attached: ReadonlyMap<string, { variable: string; url: string }>;
  /** PGWATCH2_SECRET_KEY */
  secretKey: string;
  allowUrlSources: boolean;
  networks: readonly string[];
  ports: readonly number[];
  /** Shown in pg_stat_activity; that of the pages unless told. */
  applicationName?: string;
}

/** How a source is reached: what it is named in messages, and whether a person entered its host. */
export interface SourceAddress {
  url: string;
  label: string;
  isEntered: boolean;
}

/** The page waits for it; a server across the world answers sooner. */
const connectTimeoutMs = 8_000;
const statementTimeoutMs = 10_000;
/** Enforced by us, for a server that went silent; still below the router's 30 s. */
const queryTimeoutMs = 12_000;
/** Nothing of ours may hold up others that wait for a lock. */
const lockTimeoutMs = 300;

/** Connects to monitored databases for what people ask for: read-only, with limits, behind the guard. */
export class SourceAccess {
  readonly allowsUrls: boolean;
  readonly #options: SourceAccessOptions;
  readonly #box: SourceUrlBox;
  readonly #resolveHost: ReturnType<typeof guardAddresses>;

  constructor(options: SourceAccessOptions) {
    this.#options = options;
    this.allowsUrls = options.allowUrlSources;
    this.#box = new SourceUrlBox(options.secretKey);
    this.#resolveHost = guardAddresses(options);
  }

  seal(url: string, source: string): string {
    return this.#box.seal(url, source);
  }

  /** @throws AppError `configuration` when it is not attached any more, or its URL cannot be decrypted. */
  addressOf(name: string, sealedUrl: string | undefined): SourceAddress {
    if (sealedUrl !== undefined) return { url: this.#box.unseal(sealedUrl, name), label: name, isEntered: true };
    const attached = this.#options.attached.get(name);
    if (attached) return { url: attached.url, label: attached.variable, isEntered: false };
    throw new AppError('configuration', `${name} is not attached to this app`, {
      hint: 'Attach its database again: heroku addons:attach <database> --as <name>.',
    });
  }

  /** Looks at a URL without connecting. @throws AppError for what connect() would refuse. */
  async check(url: string): Promise<void> {
    const { host, port } = parseDatabaseUrl(url, 'The URL');
    await this.#resolveHost(host, port);
  }

  /** @throws AppError which says no more of an entered host than whether a PostgreSQL server takes the login. */
  async connect({ url, label, isEntered }: SourceAddress): Promise<Client> {
    try {
      return await connect({
        ...{ url, label, connectTimeoutMs, statementTimeoutMs, queryTimeoutMs, lockTimeoutMs },
        applicationName: this.#options.applicationName ?? 'pgwatch-heroku web',
        readOnly: true,
        resolveHost: isEntered ? this.#resolveHost : undefined,
      });
    } catch (error) {
      throw isEntered ? uniform(error, url) : error;
    }
  }
}

/** One answer for all that a scan of hosts and ports could tell apart. */
function uniform(error: unknown, url: string): AppError {
  if (!isUrl(url)) return error as AppError;
  const cause = error instanceof AppError ? (error.cause ?? error) : error;
  if (classifyFailure(cause) === 'rejected') {
    return new AppError('configuration', 'The server refuses the login', {
      cause: error,
      hint: 'Check user, password and database of the URL.',
    });
  }
  return new AppError('unavailable', 'No PostgreSQL server can be reached there', {
    cause: error,
    hint:
      'Check host and port, that it accepts TLS, and that it lets this app in. Hosts have to be public or in ' +
      'PGWATCH2_URL_SOURCE_NETWORKS, ports in PGWATCH2_URL_SOURCE_PORTS.',
  });
}

function isUrl(url: string): boolean {
  try {
    parseDatabaseUrl(url, 'The URL');
    return true;
  } catch {
    return false;
  }
}

/** What a failed attempt says to people. */
export const toFailure = (error: unknown): { reason: string; hint: string | null } => ({
  reason: messageOf(error),
  hint: error instanceof AppError ? (error.hint ?? null) : null,
});
