import { z } from 'zod';
import type { Http } from '../http/call.js';
import { path } from '../http/path.js';

const configVarsSchema = z.record(z.string(), z.string());

/** Config vars of an app. The values may be secrets. */
export function configVarOperations(http: Http) {
  return {
    get: (app: string): Promise<Record<string, string>> =>
      http.send({
        method: 'GET',
        path: path`/apps/${app}/config-vars`,
        schema: configVarsSchema,
        what: `read the config vars of app ${app}`,
      }),
    /** Sets, or with null unsets, those given: one release and one restart of all dynos. Gives all back. */
    update: (app: string, changes: Record<string, string | null>): Promise<Record<string, string>> =>
      http.send({
        method: 'PATCH',
        path: path`/apps/${app}/config-vars`,
        body: changes,
        schema: configVarsSchema,
        what: `set config vars ${Object.keys(changes).join(', ')} of app ${app}`,
      }),
  };
}
