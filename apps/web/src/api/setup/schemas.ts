import { z } from 'zod';

const stepSchema = z
  .object({
    id: z.enum(['store', 'schema', 'sources', 'collector', 'connection', 'first-sample']),
    title: z.string(),
    state: z.enum(['waiting', 'running', 'done', 'warning', 'failed']),
    detail: z.string().describe('What is known now, one sentence.'),
    hint: z.string().optional().describe('What to do when it stands at warning or failed.'),
  })
  .meta({ id: 'SetupStep' });

export const noticeSchema = z.object({ message: z.string(), hint: z.string() }).meta({
  id: 'Notice',
  description: 'What works less well than it could, an amber sentence, with what to do about it.',
});

export const setupStatusSchema = z
  .object({
    steps: z.array(stepSchema),
    done: z.boolean().describe('True once samples of a source have arrived.'),
    notices: z.array(noticeSchema).describe('Degradations of this deployment.'),
    next: z
      .object({
        title: z.string(),
        detail: z.string(),
        href: z.string().optional(),
        commands: z.array(z.string()).optional(),
      })
      .describe('The next useful thing to do.'),
  })
  .meta({ id: 'SetupStatus' });
