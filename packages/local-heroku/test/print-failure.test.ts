import { afterEach, expect, it, jest } from '@jest/globals';
import { AppError } from '@pgwatch-heroku/shared';
import { type FailureContext, printFailure } from '../src/cli/print-failure.js';

afterEach(() => {
  jest.restoreAllMocks();
});

/** Exit code and text. */
function print(error: unknown, context?: FailureContext): [number, string] {
  let printed = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  return [printFailure(error, context), printed];
}

const failure = (message: string, code?: string) =>
  Object.assign(new Error(message), code === undefined ? {} : { code });

it.each([
  failure('ENOSPC: no space left on device, write', 'ENOSPC'),
  failure('could not extend file "base/5/2619": No space left on device', '53100'),
])('says of a disk that is full how to get room: %s', (error) => {
  const [exitCode, text] = print(error);
  expect(exitCode).toBe(69);
  expect(text).toMatch(/^\nThe disk is full\nFree some space, .*--state-dir.*\n$/);
});

it.each([
  [failure('Connection terminated unexpectedly'), 'the server closed the connection'],
  [failure('terminating connection due to administrator command', '57P01'), 'administrator command'],
  [failure('read ECONNRESET', 'ECONNRESET'), 'cut from the other side'],
])('takes a lost connection for no bug, and names the log that says more: %s', (error, words) => {
  const [exitCode, text] = print(error, { postgresLog: '/state/postgres/postgres.log' });
  expect(exitCode).toBe(69);
  expect(text).toContain(words);
  expect(text).toContain('/state/postgres/postgres.log');
  expect(text).not.toContain('    at ');
});

it('shows the stack of what was not foreseen, without the secrets in it', () => {
  const [exitCode, text] = print(failure('no such thing: postgres://ann:canary@127.0.0.1/shop'));
  expect(exitCode).toBe(1);
  expect(text).toMatch(/Unexpected error: Error: no such thing: postgres:\/\/ann:\*\*\*@127\.0\.0\.1\/shop\n {4}at /);
  expect(text).not.toContain('canary');
});

it('names the form fields that may be what is wrong', () => {
  const wrong = new AppError('configuration', 'PGWATCH2_TOPOLOGY: no such topology', { hint: 'Remove it.' });
  const [exitCode, text] = print(wrong, { formFields: ['PGWATCH2_TOPOLOGY'], fitHint: (hint) => hint.toUpperCase() });
  expect(exitCode).toBe(78);
  expect(text).toMatch(/NO SUCH TOPOLOGY\nREMOVE IT\.\nTaken from your environment.*: PGWATCH2_TOPOLOGY\.\n$/);
});
