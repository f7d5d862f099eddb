import { z } from 'zod';

export const findingSchema = z
  .object({
    id: z.string().describe('Stable name of the aspect.'),
    group: z.string().describe('Heading that it stands under.'),
    title: z.string(),
    state: z
      .enum(['ok', 'warning', 'error', 'not-available', 'checking'])
      .describe(
        'checking: being looked at, ask again. not-available: it cannot be told, or this plan does not have it.',
      ),
    summary: z.string().describe('What is the case and why.'),
    details: z.array(z.string()),
    hint: z.string().nullable(),
    fixes: z.array(
      z.object({
        kind: z.enum(['sql', 'command', 'page', 'operation']),
        text: z
          .string()
          .describe('The exact SQL or command, the path of a page, or the kind of an operation through Heroku.'),
        note: z.string().describe('Where, as whom, or what for.'),
      }),
    ),
    mayPass: z.boolean().describe('Of an error: waiting may mend it.'),
  })
  .meta({ id: 'Finding', description: 'One aspect that was looked at, with what mends it.' });

export const reportSchema = z
  .object({
    checkedAt: z.string().nullable().describe('When a source was last asked itself; null before that.'),
    findings: z.array(findingSchema),
  })
  .meta({ id: 'DoctorReport' });

export const deploymentReportSchema = z
  .object({
    ...reportSchema.shape,
    sources: z
      .array(
        z.object({
          name: z.string(),
          finding: z.object({ level: z.enum(['error', 'warning']), text: z.string() }).nullable(),
          checkedAt: z
            .string()
            .nullable()
            .describe('When it was last asked itself; null: not yet, and only what the store knows of it counts.'),
          isPaused: z.boolean(),
        }),
      )
      .describe('The worst that is known of each source.'),
  })
  .meta({ id: 'DeploymentReport' });

/** Which aspects to ask anew; all when absent. */
export const recheckBody = z.strictObject({
  aspects: z.array(z.string().min(1).max(50)).min(1).max(50).optional().describe('Ids; all when absent.'),
});
