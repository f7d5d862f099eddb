import { z } from 'zod';
import type { Http } from '../http/call.js';

const teamSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Of the account in it: `admin`, `member`, `collaborator`, `viewer`. */
  role: z.string().nullish().default(null),
});
export type Team = z.infer<typeof teamSchema>;

export function teamOperations(http: Http) {
  return {
    list: (): Promise<Team[]> =>
      http.list({ path: '/teams', schema: teamSchema, what: 'list the teams of the account' }),
  };
}
