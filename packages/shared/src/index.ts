export { type AppRole, appRoles } from './app-roles.js';
export { appVariablesSchema, grafanaVariablesSchema, missingHints } from './app-variables.js';
export { type Attachment, discoverAttachments, sourceAlias } from './attachments.js';
export { type CollectorDb, chooseCollectorDb } from './collector-db.js';
export {
  commonEnvSchema,
  databaseUrlSchema,
  type Env,
  integerBetween,
  integerSchema,
  parseEnv,
  setConfigVarsHint,
} from './env.js';
export { AppError, type AppErrorOptions, type ErrorCode, exitCodes, messageOf } from './errors.js';
export { historyVariables } from './history-variables.js';
export { Lifecycle } from './lifecycle.js';
export { listenVariables } from './listen-variables.js';
export { createLogger, type Logger, type LoggerOptions } from './logger.js';
export { type AddressGuardOptions, guardAddresses, isPublic, type ResolveHost } from './network/address-guard.js';
export { failureWords } from './network/failure-words.js';
export { SourceAccess, type SourceAccessOptions, type SourceAddress, toFailure } from './network/source-access.js';
export { urlSourceVariables } from './network/url-source-variables.js';
export { type Dyno, parseDyno } from './platform.js';
export { classifyFailure, codeOf, type Failure, isConnectFailure, isRetryableFailure } from './postgres/classify.js';
export { closeClient } from './postgres/close-client.js';
export {
  type Client,
  type ConnectOptions,
  connect,
  createPool,
  type Pool,
  type PoolClient,
  type PoolOptions,
  peerFingerprint,
  type Queryable,
  toConnectError,
} from './postgres/connect.js';
export { connectionBudget, maxStoreConnections } from './postgres/connection-budget.js';
export { destroyConnection } from './postgres/destroy-connection.js';
export { quoteIdentifier, quoteLiteral } from './postgres/quote.js';
export { isSameDatabase } from './postgres/same-database.js';
export { type DatabaseUrl, parseDatabaseUrl } from './postgres/url.js';
export type { ProgramOptions } from './program.js';
export { projectDir } from './project-dir.js';
export { readFlags } from './read-flags.js';
export { readVersion } from './read-version.js';
export { redactText } from './redact.js';
export { type RetryOptions, retry } from './retry.js';
export { runMain, tellFailure, untilStopped } from './run-main.js';
export { deriveKey } from './secrets/derive-key.js';
export { SourceUrlBox } from './secrets/source-url.js';
export { shorten } from './shorten.js';
export { sleep } from './sleep.js';
export { withDeadline } from './with-deadline.js';
