import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';
import pg from 'pg';
import { AppError, messageOf } from '../errors.js';
import type { ResolveHost } from '../network/address-guard.js';
import { classifyFailure } from './classify.js';
import { connectHint } from './connect-hint.js';
import { parseDatabaseUrl } from './url.js';

export type Client = pg.Client;
export type Pool = pg.Pool;
export type PoolClient = pg.PoolClient;
/** Whatever runs a query: a client, a pool, a client of a pool. */
export type Queryable = Pick<pg.Client, 'query'>;

export interface ConnectOptions {
  url: string;
  /** How errors name the database: a source's name or a config var, never a URL. */
  label: string;
  /** Shown in pg_stat_activity; ours start with `pgwatch-heroku`. */
  applicationName: string;
  connectTimeoutMs?: number;
  /** Enforced by the server, so that it holds even when we die. */
  statementTimeoutMs?: number;
  /** Enforced by us, for a server that does not even say that time is over: above `statementTimeoutMs`. */
  queryTimeoutMs?: number;
  lockTimeoutMs?: number;
  /** `default_transaction_read_only`: what only looks must not be able to write. */
  readOnly?: boolean;
  /** Every value as the text that came over the wire: no parsing, no lost digits. */
  rawText?: boolean;
  /** For hosts that people enter: chooses the one address that is connected to, or refuses. */
  resolveHost?: ResolveHost | undefined;
}

// Heroku's databases present self-signed certificates: encrypted, not verified. Callers that pin read
// peerFingerprint() after connecting.
const encrypted = { rejectUnauthorized: false };
const keepText = { getTypeParser: () => (value: string | Buffer) => value };

function clientConfig(options: ConnectOptions, address?: string): pg.ClientConfig {
  const { host, port, database, user, password } = parseDatabaseUrl(options.url, options.label);
  const settings = {
    ...(options.statementTimeoutMs === undefined ? {} : { statement_timeout: options.statementTimeoutMs }),
    ...(options.lockTimeoutMs === undefined ? {} : { lock_timeout: options.lockTimeoutMs }),
    ...(options.readOnly ? { default_transaction_read_only: 'on' } : {}),
  };
  return {
    host: address ?? host,
    port,
    database,
    user,
    password,
    // The name goes along where the address was looked up by us: some hosts of many databases choose by it.
    ssl: address === undefined || isIP(host) ? encrypted : { ...encrypted, servername: host },
    application_name: options.applicationName,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 10_000,
    ...(options.queryTimeoutMs === undefined ? {} : { query_timeout: options.queryTimeoutMs }),
    keepAlive: true,
    keepAliveInitialDelayMillis: 15_000,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    ...(options.rawText ? { types: keepText as unknown as pg.CustomTypesConfig } : {}),
  };
}

/**
 * Opens one connection, always over TLS.
 *
 * @throws AppError `unavailable` when it may work later, `configuration` when a person must act.
 */
export async function connect(options: ConnectOptions): Promise<Client> {
  const client = new pg.Client(clientConfig(options, await resolve(options)));
  // A connection that breaks while idle emits 'error'; the next query then fails and is handled where it was made.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw toConnectError(error, options.label);
  }
}

async function resolve({ url, label, resolveHost }: ConnectOptions): Promise<string | undefined> {
  if (!resolveHost) return undefined;
  const { host, port } = parseDatabaseUrl(url, label);
  return resolveHost(host, port);
}

export interface PoolOptions extends ConnectOptions {
  maxConnections: number;
  idleTimeoutMs?: number;
}

/** A pool, always over TLS. Errors of idle connections are dropped: the next query opens a new one. */
export function createPool(options: PoolOptions): Pool {
  const pool = new pg.Pool({
    ...clientConfig(options),
    max: options.maxConnections,
    idleTimeoutMillis: options.idleTimeoutMs ?? 30_000,
  });
  pool.on('error', () => undefined);
  return pool;
}

/** Turns what the driver threw while connecting into an error for the person who can act. */
export function toConnectError(error: unknown, label: string): AppError {
  if (error instanceof AppError) return error;
  const message = `Cannot connect to ${label}: ${messageOf(error)}`;
  if (/does not support SSL/i.test(String((error as Error)?.message))) {
    return new AppError('configuration', message, {
      cause: error,
      hint: `${label} must accept TLS; unencrypted connections are never made.`,
    });
  }
  const code = classifyFailure(error) === 'rejected' ? 'configuration' : 'unavailable';
  return new AppError(code, message, { cause: error, hint: connectHint(error, label) });
}

/** SHA-256 fingerprint of the server's certificate, to pin on first use; undefined when the socket is gone. */
export function peerFingerprint(client: Client): string | undefined {
  const { stream } = (client as unknown as { connection: { stream: TLSSocket } }).connection;
  return stream.encrypted ? stream.getPeerCertificate().fingerprint256 : undefined;
}
