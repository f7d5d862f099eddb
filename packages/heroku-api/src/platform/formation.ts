import { z } from 'zod';
import type { Http } from '../http/call.js';
import { path } from '../http/path.js';

const processTypeSchema = z.object({
  type: z.string(),
  quantity: z.number().int(),
  /** `Basic`, `Standard-1X`; Heroku writes it in capitals and takes it in any case. */
  size: z.string(),
  command: z.string().nullish().default(null),
});
export type ProcessType = z.infer<typeof processTypeSchema>;

export interface FormationUpdate {
  type: string;
  quantity?: number | undefined;
  /** `basic`, `standard-1x`, `private-s`. */
  size?: string | undefined;
}

/** How many dynos of which size run each process type. */
export function formationOperations(http: Http) {
  return {
    get: (app: string): Promise<ProcessType[]> =>
      http.list({
        path: path`/apps/${app}/formation`,
        schema: processTypeSchema,
        what: `see the formation of app ${app}`,
      }),
    /** All types given at once; others stay. */
    update: (app: string, updates: FormationUpdate[]): Promise<ProcessType[]> =>
      http.send({
        method: 'PATCH',
        path: path`/apps/${app}/formation`,
        body: {
          updates: updates.map(({ type, quantity, size }) => ({
            type,
            quantity,
            ...(size === undefined ? {} : { dyno_size: { name: size } }),
          })),
        },
        schema: z.array(processTypeSchema),
        what: `scale ${updates.map(({ type }) => type).join(', ')} of app ${app}`,
      }),
  };
}
