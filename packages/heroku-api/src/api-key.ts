import { AppError } from '@pgwatch-heroku/shared';

/** A Heroku API key, the forms it is sent in, and the means to keep both out of every text. */
export interface ApiKey {
  bearer: string;
  /** Some calls of the Data API take the key as a password without a user, as Heroku's own CLI sends it. */
  basic: string;
  scrub(text: string): string;
}

/**
 * @throws AppError `configuration` for a key that is empty or cannot stand in a header: fetch would refuse it with an
 * error that quotes it.
 */
export function readApiKey(value: string): ApiKey {
  const key = value.trim();
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new AppError('configuration', key === '' ? 'The Heroku API key is empty' : 'This is no Heroku API key', {
      hint: 'Copy the token as `heroku authorizations:create` prints it: one line of letters, digits and hyphens.',
    });
  }
  const encoded = Buffer.from(`:${key}`).toString('base64');
  return {
    bearer: `Bearer ${key}`,
    basic: `Basic ${encoded}`,
    scrub: (text) => text.replaceAll(key, '***').replaceAll(encoded, '***'),
  };
}
