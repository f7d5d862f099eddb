import { AppError } from '@pgwatch-heroku/shared';
import { z } from 'zod';
import type { Http } from '../http/call.js';
import { path } from '../http/path.js';
import { namedOrNull } from './named.js';

const appSchema = z.object({
  id: z.string(),
  name: z.string(),
  web_url: z.string().nullish().default(null),
  stack: z.object({ name: z.string() }),
  region: z.object({ name: z.string() }),
  space: namedOrNull,
  team: namedOrNull,
});
export type App = z.infer<typeof appSchema>;

export interface AppRequest {
  /** Heroku picks one when it is left out. */
  name?: string | undefined;
  /** `us`, `eu`, `virginia`; a Private Space has its own. */
  region?: string | undefined;
  stack?: string | undefined;
  /** The app belongs to this team instead of to the account. */
  team?: string | undefined;
  /** A Private Space of that team. */
  space?: string | undefined;
}

export interface AppChange {
  name?: string | undefined;
  build_stack?: string | undefined;
  maintenance?: boolean | undefined;
}

/** Apps, named by name or id; those of a team are made in the team's own collection and then are like any other. */
export function appOperations(http: Http) {
  return {
    create: ({ team, space, ...rest }: AppRequest): Promise<App> => {
      const name = rest.name === undefined ? 'an app' : `app ${rest.name}`;
      if (team === undefined) {
        if (space === undefined) {
          return http.send({ method: 'POST', path: '/apps', body: rest, schema: appSchema, what: `create ${name}` });
        }
        throw new AppError('configuration', `Cannot create ${name} in Private Space ${space} without a team`, {
          hint: 'A Private Space belongs to a team: name the team too.',
        });
      }
      const what = `create ${name} in team ${team}${space === undefined ? '' : `, Private Space ${space}`}`;
      const body = { ...rest, team, space };
      return http.send({ method: 'POST', path: '/teams/apps', body, schema: appSchema, what });
    },
    get: (app: string): Promise<App> =>
      http.send({ method: 'GET', path: path`/apps/${app}`, schema: appSchema, what: `see app ${app}` }),
    /** All that the account may see, those of its teams included. */
    list: (): Promise<App[]> => http.list({ path: '/apps', schema: appSchema, what: 'list the apps' }),
    listOfTeam: (team: string): Promise<App[]> =>
      http.list({ path: path`/teams/${team}/apps`, schema: appSchema, what: `list the apps of team ${team}` }),
    update: (app: string, change: AppChange): Promise<App> =>
      http.send({
        method: 'PATCH',
        path: path`/apps/${app}`,
        body: change,
        schema: appSchema,
        what: `change app ${app}`,
      }),
    /** With its add-ons and their data. */
    delete: (app: string): Promise<void> => http.delete({ path: path`/apps/${app}`, what: `delete app ${app}` }),
  };
}
