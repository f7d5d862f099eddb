import { z } from 'zod';
import type { Http } from '../http/call.js';
import { path } from '../http/path.js';

const spaceSchema = z.object({
  id: z.string(),
  name: z.string(),
  region: z.object({ name: z.string() }),
  team: z.object({ name: z.string() }),
  shield: z.boolean(),
  /** `allocating`, `allocated`, `deleting`. */
  state: z.string(),
});
export type Space = z.infer<typeof spaceSchema>;

/** Private Spaces that the account may see. */
export function spaceOperations(http: Http) {
  return {
    get: (space: string): Promise<Space> =>
      http.send({ method: 'GET', path: path`/spaces/${space}`, schema: spaceSchema, what: `see space ${space}` }),
    list: (): Promise<Space[]> => http.list({ path: '/spaces', schema: spaceSchema, what: 'list the spaces' }),
  };
}
