import { listDatabases } from '@pgwatch-heroku/provisioning';
import { z } from 'zod';
import { defineRoute } from '../registry/route.js';
import { herokuProblem } from './heroku-problem.js';
import { accountDatabaseSchema, apiKey } from './schemas.js';

export const listHerokuDatabases = defineRoute(
  {
    id: 'list-heroku-databases',
    // The key is in the body: addresses stand in logs.
    method: 'post',
    path: '/heroku/databases',
    summary: "Lists the Heroku Postgres databases of the key's account, by app.",
    tag: 'Heroku',
    role: 'admin',
    body: z.strictObject({ apiKey }),
    response: z.object({
      app: z.string().describe('Name of this app.'),
      databases: z.array(accountDatabaseSchema),
    }),
    errors: ['heroku', 'heroku-setup'],
    callsPerMinute: 20,
  },
  async ({ heroku }, { body }) => {
    try {
      const { client, own } = await heroku.open(body.apiKey);
      return { app: own.name, databases: await listDatabases(client, own) };
    } catch (error) {
      return herokuProblem(error);
    }
  },
);
