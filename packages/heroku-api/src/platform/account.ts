import { z } from 'zod';
import type { Http } from '../http/call.js';

const accountSchema = z.object({ id: z.string(), email: z.string(), verified: z.boolean() });
export type Account = z.infer<typeof accountSchema>;

/** Whose key it is: the cheapest way to find out whether it is good. */
export function accountOperations(http: Http) {
  return {
    get: (): Promise<Account> =>
      http.send({ method: 'GET', path: '/account', schema: accountSchema, what: 'see the account of the API key' }),
  };
}
