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

export const accountDatabaseSchema = z
  .object({
    addonId: z.string(),
    addon: z.string().describe('Name of the add-on.'),
    app: z.string().describe('Name of the app that owns it.'),
    ownerAttachments: z.array(z.string()),
    plan: z.string(),
    price: z.string().nullable(),
    isProvisioned: z.boolean(),
    canHaveCredentials: z.boolean().describe('Else it is monitored as its owner.'),
    space: z.string().nullable(),
    attachedHere: z.array(z.string()),
    isMonitored: z.boolean(),
    obstacle: z.string().nullable().describe('Why it cannot be reached from here.'),
  })
  .meta({ id: 'HerokuDatabase' });

const pricedThing = z.object({
  name: z.string(),
  what: z.string(),
  price: z.string().nullable(),
  monthlyCents: z.number().nullable().describe('US cents a month; null where Heroku names no fixed price.'),
});

export const removalPlanSchema = z
  .object({
    app: z.string().describe('Name of this app.'),
    siblings: z.array(z.string()).describe('Apps that were made beside this one, and go with everything.'),
    kept: z
      .object({ app: z.string(), reason: z.string() })
      .nullable()
      .describe(
        'The Monitored DB app where it holds more than the sample or another app uses it: it stays. This app where its own sample database does: nothing is removed.',
      ),
    demo: z
      .object({
        addon: z.string().nullable(),
        app: z.string().nullable().describe('The Monitored DB app of three apps, which goes as a whole.'),
        things: z.array(pricedThing),
      })
      .nullable()
      .describe('The sample database and what keeps it busy; null when neither is there.'),
    everything: z.array(pricedThing),
    borrowed: z
      .array(z.object({ addon: z.string(), app: z.string() }))
      .describe('Databases of other apps: they stay, what was made in them goes.'),
  })
  .meta({ id: 'RemovalPlan' });
