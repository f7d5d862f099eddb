/** What errors of sockets, of name lookups and of TLS tell of the other end. */
interface NetworkError {
  code?: unknown;
  message?: unknown;
  /** Of OpenSSL. */
  reason?: unknown;
  address?: unknown;
  port?: unknown;
  hostname?: unknown;
}

type Words = (where: string, failure: NetworkError) => string;

const cut: Words = () => 'the connection was cut from the other side';
const untrusted: Words = () => 'its certificate is signed by nobody who is trusted here';

// Of Node, its resolver, OpenSSL and undici (https://nodejs.org/api/errors.html#common-system-errors,
// https://nodejs.org/api/tls.html#x509-certificate-error-codes). Not EPIPE: a pipe and a socket
// that cannot be written to any more tell nothing that sets them apart.
const byCode: Record<string, Words> = {
  ECONNREFUSED: (where) => `nothing takes connections at ${where}`,
  ECONNRESET: cut,
  UND_ERR_SOCKET: cut,
  ETIMEDOUT: (where) => `${where} did not answer in time`,
  UND_ERR_CONNECT_TIMEOUT: (where) => `${where} did not answer in time`,
  EHOSTUNREACH: (where) => `no network leads to ${where}`,
  ENETUNREACH: (where) => `no network leads to ${where}`,
  ENETDOWN: () => 'the network of this machine is down',
  ENOTFOUND: (where) => `no host is known by the name of ${where}`,
  EAI_AGAIN: (where) => `the name of ${where} could not be looked up just now`,
  EPROTO: (_, failure) => `TLS could not be set up${withReason(failure)}`,
  ERR_SSL_WRONG_VERSION_NUMBER: () => 'what answers there does not speak TLS',
  CERT_HAS_EXPIRED: () => 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: () => 'its certificate is for another host',
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
};

// What pg and pg-pool say in words of their own, without a code.
const byMessage: [said: RegExp, words: string][] = [
  [/^(timeout expired|Connection terminated due to connection timeout)$/, 'no answer to the login in time'],
  [/^timeout exceeded when trying to connect$/, 'all connections of the pool stayed in use'],
  [/^Query read timeout$/, 'no answer to the query in time'],
  [/^Connection terminated( unexpectedly)?$/, 'the server closed the connection'],
  [/^Client has encountered a connection error and is not queryable$/, 'the connection was lost'],
  [/^The server does not support SSL connections$/, 'the server does not take TLS'],
  [
    /^There was an error establishing an SSL connection$/,
    'the server answered the question for TLS with neither yes nor no',
  ],
];

/**
 * A failure of the network in words, with the code that can be searched for in brackets: `nothing takes connections at
 * 10.0.0.7:5432 (ECONNREFUSED)`. Undefined for every other error: what PostgreSQL itself says is words already.
 */
export function failureWords(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const failure = error as NetworkError;
  const { code, message } = failure;
  if (typeof code === 'string') {
    return Object.hasOwn(byCode, code) ? `${byCode[code]?.(whereOf(failure), failure)} (${code})` : undefined;
  }
  return typeof message === 'string' ? byMessage.find(([said]) => said.test(message))?.[1] : undefined;
}

function whereOf({ address, port, hostname }: NetworkError): string {
  if (typeof address !== 'string') return typeof hostname === 'string' ? hostname : 'the other side';
  const host = address.includes(':') ? `[${address}]` : address;
  return typeof port === 'number' ? `${host}:${port}` : host;
}

/** `write EPROTO 80BC:error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:rec_layer_s3.c:1601:...` */
function withReason({ message, reason }: NetworkError): string {
  if (typeof reason === 'string') return `: ${reason}`;
  const told = /:error:[\dA-F]+:[^:]*:[^:]*:([^:]+)/i.exec(String(message))?.[1];
  return told === undefined ? '' : `: ${told.trim()}`;
}
