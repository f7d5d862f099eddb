import { codeOf, messageOf } from '@pgwatch-heroku/shared';
import { mayPass } from './failure.js';

/** The server's reason for refusing a statement that it may refuse; undefined when it did as told. */
export async function refusalOf(statement: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await statement();
    return undefined;
  } catch (error) {
    // A lost connection is no refusal, and what has no SQLSTATE did not come from the server.
    if (mayPass(error) || codeOf(error) === undefined) throw error;
    return messageOf(error);
  }
}
