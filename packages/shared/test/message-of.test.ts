import { expect, it } from '@jest/globals';
import {
  AppError,
  classifyFailure,
  isConnectFailure,
  messageOf,
  redactText,
  shorten,
  toConnectError,
} from '../src/index.js';

it('puts a message of several lines on one, without secrets', () => {
  const text = 'cannot reach  \n\n  postgres://ann:s3cret@db.example/shop \r\n now';
  expect(messageOf(new Error(text))).toBe('cannot reach postgres://ann:***@db.example/shop now');
  expect(messageOf(new AggregateError([new Error('a\nb'), new Error('a\nb'), new Error('c')]))).toBe('a b; c');
});

it('does the work of a long message in proportion to its length', () => {
  // By the square of its length it would be 20 minutes, and no test is given more than one.
  expect(messageOf(new Error(`${' '.repeat(900_000)}x`))).toMatch(/^ +\.\.\. +x$/);
});

it('keeps both ends of a very long message, and no half of a character', () => {
  const message = messageOf(new Error(`invalid "${'😀'.repeat(50_000)}": it is not a number`));
  expect(message).toMatch(/^invalid "😀+.? \.\.\. .?😀+": it is not a number$/u);
  expect(message.length).toBeLessThan(9_000);
  for (let length = 20; length < 30; length++) {
    const cut = shorten(`${'😀'.repeat(30)}!`, length);
    expect(JSON.parse(JSON.stringify(cut))).toBe(Buffer.from(cut).toString());
  }
});

it('takes a secret out wherever a long message is cut', () => {
  for (let before = 3_950; before < 4_050; before++) {
    const text = `${'x'.repeat(before)} postgres://ann:s3cret@db.example/shop ${'y'.repeat(20_000)}`;
    expect(messageOf(new Error(text))).not.toMatch(/:s(3|$| )/);
  }
  const filled = 'z '.repeat(249_990);
  for (let more = 0; more < 20; more++) {
    const text = `${filled}${'z'.repeat(more)}postgres://ann:s3cret@db.example/shop${'y '.repeat(500_000)}`;
    expect(redactText(text)).not.toContain('s3');
  }
});

it('says of any thrown text what it can, also of one that no regular expression can take whole', () => {
  const text = `//u:${'@a'.repeat(10_000_000)}`;
  expect(messageOf(new Error(text))).toContain(' ... ');
  expect(new AppError('bug', text).message).toContain(' ... ');
});

it.each([
  [
    { code: 'ECONNREFUSED', address: '10.0.0.7', port: 5432 },
    'nothing takes connections at 10.0.0.7:5432 (ECONNREFUSED)',
  ],
  [{ code: 'ECONNREFUSED', address: '::1', port: 5432 }, 'nothing takes connections at [::1]:5432 (ECONNREFUSED)'],
  [{ code: 'ENOTFOUND', hostname: 'db.example' }, 'no host is known by the name of db.example (ENOTFOUND)'],
  [{ code: 'EAI_AGAIN', hostname: 'db.example' }, 'the name of db.example could not be looked up just now (EAI_AGAIN)'],
  [{ code: 'ETIMEDOUT', address: '10.0.0.7', port: 5432 }, '10.0.0.7:5432 did not answer in time (ETIMEDOUT)'],
  [{ code: 'ECONNRESET' }, 'the connection was cut from the other side (ECONNRESET)'],
  [{ code: 'EHOSTUNREACH', address: '10.0.0.7', port: 5432 }, 'no network leads to 10.0.0.7:5432 (EHOSTUNREACH)'],
  [{ code: 'CERT_HAS_EXPIRED' }, 'its certificate has expired (CERT_HAS_EXPIRED)'],
  [{ message: 'timeout expired' }, 'no answer to the login in time'],
  [{ message: 'Connection terminated unexpectedly' }, 'the server closed the connection'],
  [{ message: 'Query read timeout' }, 'no answer to the query in time'],
  [{ message: 'The server does not support SSL connections' }, 'the server does not take TLS'],
  [
    {
      code: 'EPROTO',
      message:
        'write EPROTO 80BC:error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required:a.c:1601:\n',
    },
    'TLS could not be set up: tlsv13 alert certificate required (EPROTO)',
  ],
  [{ code: 'EPROTO', reason: 'unsupported protocol' }, 'TLS could not be set up: unsupported protocol (EPROTO)'],
  [{ code: 'EPROTO' }, 'TLS could not be set up (EPROTO)'],
  // Also of a child that reads no more.
  [{ code: 'EPIPE', syscall: 'write', message: 'write EPIPE' }, 'write EPIPE'],
  [{ message: 'Client has encountered a connection error and is not queryable' }, 'the connection was lost'],
  [{ message: 'Client was closed and is not queryable' }, 'Client was closed and is not queryable'],
  [{ code: '53300', message: 'sorry, too many clients already' }, 'sorry, too many clients already'],
])('puts the failure of a network into words: %j', (thrown, words) => {
  expect(messageOf(Object.assign(new Error('raw text'), thrown))).toBe(words);
});

it.each([
  ['28P01', 'configuration', /refused the login: check the user, password/],
  ['3D000', 'configuration', /that database is not: check the path/],
  ['53300', 'unavailable', /end idle ones, put a connection pool/],
  ['57P03', 'unavailable', /starting, stopping or failing over/],
  ['ENOTFOUND', 'unavailable', /Check the host of SALES/],
  ['ETIMEDOUT', 'unavailable', /Private or Shield space/],
  ['ECONNREFUSED', 'unavailable', /Check that the database behind SALES runs/],
])('says what to do about a connection that failed with %s', (sqlstateOrErrno, code, hint) => {
  const error = toConnectError(Object.assign(new Error('raw text'), { code: sqlstateOrErrno }), 'SALES');
  expect(error).toMatchObject({ code, hint: expect.stringMatching(hint) });
});

it('says of a pool whose connections are all busy that they are, and not that the database is away', () => {
  const error = toConnectError(new Error('timeout exceeded when trying to connect'), 'SALES');
  expect(error).toMatchObject({
    code: 'unavailable',
    hint: expect.stringMatching(/^All connections .* are busy: try/),
  });
});

it('takes a question to a closed client for a mistake of ours, and one whose connection broke for an outage', () => {
  expect(classifyFailure(new Error('Client was closed and is not queryable'))).toBe('other');
  expect(classifyFailure(new Error('Client has encountered a connection error and is not queryable'))).toBe(
    'unavailable',
  );
});

it.each([
  [{ code: 'ECONNREFUSED', syscall: 'connect' }, true],
  [{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, true],
  [{ code: '28P01' }, true],
  [{ message: 'timeout expired' }, true],
  [{ message: 'timeout exceeded when trying to connect' }, true],
  [{ code: 'ECONNRESET', syscall: 'read' }, false],
  [{ code: '57P01' }, false],
  [{ message: 'Query read timeout' }, false],
  [{ message: 'Connection terminated unexpectedly' }, false],
])('tells a connection that did not come about from one that failed under a query: %j', (thrown, isOfConnecting) => {
  expect(isConnectFailure(Object.assign(new Error('raw text'), thrown))).toBe(isOfConnecting);
});
