import { AppError, codeOf, messageOf } from '@pgwatch-heroku/shared';

/** Why none of the ports that were tried can be listened on; the error is the last one's. */
export function listenFailure(cause: unknown, ports: readonly number[]): AppError {
  const [first, last] = [ports[0], ports.at(-1)];
  if (codeOf(cause) === 'EACCES') {
    return new AppError('configuration', `Port ${last} may not be used by this user`, {
      cause,
      hint: 'Choose one from 1024 on: npm start -- --port 5090.',
    });
  }
  const message =
    ports.length > 1
      ? `The ports ${first} to ${last} are all taken`
      : `Port ${last} cannot be listened on: ${messageOf(cause)}`;
  return new AppError('unavailable', message, {
    cause,
    retryable: false,
    hint: 'Choose another one: npm start -- --port 6080.',
  });
}
