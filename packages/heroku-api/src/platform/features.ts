import { z } from 'zod';
import type { Http } from '../http/call.js';
import { path } from '../http/path.js';

const featureSchema = z.object({ name: z.string(), enabled: z.boolean() });
export type Feature = z.infer<typeof featureSchema>;

/** Heroku Labs of an app, such as `runtime-dyno-metadata`. */
export function featureOperations(http: Http) {
  return {
    update: (app: string, feature: string, enabled: boolean): Promise<Feature> =>
      http.send({
        method: 'PATCH',
        path: path`/apps/${app}/features/${feature}`,
        body: { enabled },
        schema: featureSchema,
        what: `turn feature ${feature} of app ${app} ${enabled ? 'on' : 'off'}`,
      }),
  };
}
