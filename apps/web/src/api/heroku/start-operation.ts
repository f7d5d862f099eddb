import { inPoolTransaction, writeAudit } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { toJob, type Wish } from '../../heroku/to-job.js';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';
import { herokuProblem } from './heroku-problem.js';
import { apiKey } from './schemas.js';

const name = z.string().min(1).max(50).describe('Of the source: SALES for PGWATCH2_MONITOREDDB_SALES.');

export const startHerokuOperation = defineRoute(
  {
    id: 'start-heroku-operation',
    method: 'post',
    path: '/heroku/operations',
    summary:
      'Adds or removes a monitored database, removes the sample or everything, makes credentials, or unsets the key; the app may restart.',
    tag: 'Heroku',
    role: 'admin',
    body: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('add-monitored'), addon: z.string().min(1).max(200), name, apiKey }),
      z.strictObject({ kind: z.literal('remove-monitored'), name, apiKey }),
      z.strictObject({ kind: z.literal('remove-demo'), apiKey }),
      z.strictObject({
        ...{ kind: z.literal('remove-everything'), confirm: z.string().max(100), apiKey },
        leave: z
          .array(z.string().max(100))
          .max(200)
          .optional()
          .describe('Add-ons and apps that may stay behind as they are; steps left:NAME of an earlier try name them.'),
      }),
      z.strictObject({ kind: z.literal('harden'), apiKey }),
      z.strictObject({ kind: z.literal('unset-key'), apiKey }),
    ]),
    response: z.object({
      id: z.number().describe('Of the operation, to be found in the list.'),
      kind: z.string(),
      subject: z.string(),
    }),
    status: 202,
    errors: ['heroku', 'heroku-setup', 'busy'],
    callsPerMinute: 20,
  },
  async ({ heroku, writing }, { body, user }) => {
    const { apiKey: typedKey, ...wish } = body;
    try {
      const job = toJob(wish as Wish);
      // Before it begins: what it restarts may be this very dyno.
      await inPoolTransaction(writing, (client) =>
        writeAudit(client, user, { action: job.kind, target: job.subject || 'app', after: job.params }),
      );
      const id = await heroku.start(typedKey, job);
      if (id !== undefined) return { id, kind: job.kind, subject: job.subject };
    } catch (error) {
      return herokuProblem(error);
    }
    throw problem(
      'busy',
      'Something is being done through Heroku already',
      'Look at how far it is; one thing is done at a time.',
    );
  },
);
