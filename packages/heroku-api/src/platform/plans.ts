import { z } from 'zod';
import type { Http } from '../http/call.js';
import { path } from '../http/path.js';
import { priceSchema } from './price.js';

const planSchema = z.object({ id: z.string(), name: z.string(), human_name: z.string(), price: priceSchema });
export type Plan = z.infer<typeof planSchema>;

/** Plans of add-on services, named in full: `heroku-postgresql:standard-0`. */
export function planOperations(http: Http) {
  return {
    get: (plan: string): Promise<Plan> =>
      http.send({
        method: 'GET',
        path: path`/addon-services/${plan.split(':')[0] ?? ''}/plans/${plan}`,
        schema: planSchema,
        what: `see plan ${plan}`,
      }),
  };
}
