import { z } from 'zod';

export const apiKey = z
  .string()
  .min(1)
  .max(200)
  .optional()
  .describe('Heroku API key, used for this and not kept; HEROKU_API_KEY where it is left out.');

export const operationSchema = z
  .object({
    id: z.number(),
    kind: z.string(),
    subject: z.string().describe('The config var that it is about; empty where it is about the app.'),
    params: z.record(z.string(), z.string()),
    state: z.enum(['running', 'handed-over', 'attached', 'done', 'failed']),
    isCutOff: z.boolean().describe('Nobody works on it: ask for the same again to go on, with a key.'),
    steps: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        state: z.enum(['running', 'done', 'skipped', 'failed']),
        detail: z.string(),
        at: z.string(),
      }),
    ),
    error: z.string().nullable(),
    hint: z.string().nullable(),
    dyno: z.string().nullable(),
    startedAt: z.string(),
    endedAt: z.string().nullable(),
  })
  .meta({ id: 'HerokuOperation' });
