import { AppError } from '@pgwatch-heroku/shared';
import { z } from 'zod';
import type { Http } from '../http/call.js';
import { isNotFound } from '../http/heroku-api-error.js';
import { path } from '../http/path.js';
import { type WaitOptions, waitUntil } from '../wait-until.js';

const credentialSchema = z.object({
  name: z.string(),
  /** `wait_for_provisioning`, `provisioning`, `active`, `rotating`, `rotation_completed`, `revoking`, `archived`. */
  state: z.string(),
  // A credential that is still being made need not say where it is.
  database: z.string().nullish().default(null),
  host: z.string().nullish().default(null),
  port: z.coerce.number().int().nullish().default(null),
  /** Its roles: one, or during a rotation two (NAME and NAME-rotating). Passwords are secrets. */
  credentials: z
    .array(z.object({ user: z.string(), password: z.string().nullish().default(null), state: z.string() }))
    .default([]),
});
export type Credential = z.infer<typeof credentialSchema>;

/** What operations answer with that only say that they have begun. */
const messageSchema = z.object({ message: z.string() });

/** The rule of the Data API; anything else gets an answer that does not name the reason. */
const credentialName = /^[\w-]{1,50}$/;

/** From here a credential does not become active any more. */
const endStates = ['revoking', 'archived'];

/** A credential that was just made or deleted settles within two minutes as a rule; Heroku's queue can be longer. */
const defaults = { intervalMs: 5_000, timeoutMs: 10 * 60_000 };
// As Heroku's CLI: what was made a moment ago may be unknown to whoever answers, 20 looks at 5 s.
const notFoundMs = 100_000;

/**
 * Credentials of a database, which is named by its add-on's name or id. The key goes as Bearer or Basic exactly as
 * Heroku's own CLI sends it for each. Plans of the Essential tier have none (hasCredentials): Heroku answers 400.
 */
export function credentialOperations(http: Http) {
  const get = (database: string, name: string): Promise<Credential> =>
    http.send({
      method: 'GET',
      api: 'data',
      auth: 'basic',
      path: path`/postgres/v0/databases/${database}/credentials/${name}`,
      schema: credentialSchema,
      what: `see credential ${name} of ${database}`,
    });
  return {
    get,
    list: (database: string): Promise<Credential[]> =>
      http.list({
        api: 'data',
        auth: 'basic',
        path: path`/postgres/v0/databases/${database}/credentials`,
        schema: credentialSchema,
        what: `list the credentials of ${database}`,
      }),
    /** Only begins it (waitUntilActive). The new role may log in and nothing else. */
    create: async (database: string, name: string): Promise<void> => {
      if (!credentialName.test(name)) {
        throw new AppError('configuration', `"${name}" is no name for a credential`, {
          hint: 'Up to 50 letters, digits, underscores and hyphens.',
        });
      }
      await http.send({
        method: 'POST',
        api: 'data',
        path: path`/postgres/v0/databases/${database}/credentials`,
        body: { name },
        schema: messageSchema,
        what: `create credential ${name} of ${database}`,
      });
    },
    /**
     * New password, and for half an hour two logins. With `forced` connections end and apps restart at once.
     */
    rotate: async (database: string, name: string, { forced = false } = {}): Promise<void> => {
      await http.send({
        method: 'POST',
        api: 'data',
        auth: 'basic',
        path: path`/postgres/v0/databases/${database}/credentials/${name}/credentials_rotation`,
        body: forced ? { forced } : {},
        schema: messageSchema,
        what: `rotate credential ${name} of ${database}`,
      });
    },
    /** What its role owns goes to the default credential. Heroku refuses while it is attached. */
    delete: (database: string, name: string): Promise<void> =>
      http.delete({
        api: 'data',
        path: path`/postgres/v0/databases/${database}/credentials/${name}`,
        what: `delete credential ${name} of ${database}`,
      }),
    /** Gives the default credential back its ownership and the admin option on all the others. */
    repairDefault: async (database: string): Promise<void> => {
      await http.send({
        method: 'POST',
        api: 'data',
        path: path`/postgres/v0/databases/${database}/repair-default`,
        schema: messageSchema,
        what: `repair the default credential of ${database}`,
      });
    },
    /** @throws AppError `configuration` when it is being deleted, `unavailable` when it stays stuck. */
    waitUntilActive: (database: string, name: string, options?: WaitOptions): Promise<Credential> =>
      waitUntil(
        http,
        {
          what: `for credential ${name} of ${database} to become active`,
          look: () => get(database, name),
          stateOf: ({ state }) => state,
          isDone: ({ state }) => {
            if (!endStates.includes(state)) return state === 'active';
            throw new AppError(
              'configuration',
              `Credential ${name} of ${database} is ${state}: it will not become active`,
              {
                hint: 'Wait until it is gone, then create it again.',
              },
            );
          },
          hint: `Look at it with \`heroku pg:credentials ${database}\`. Run this again later: it goes on where it stopped.`,
          defaults,
          notFoundMs,
        },
        options,
      ),
    /** Waits until a deleted credential is gone. */
    waitUntilGone: async (database: string, name: string, options?: WaitOptions): Promise<void> => {
      await waitUntil(
        http,
        {
          what: `for credential ${name} of ${database} to be gone`,
          look: () =>
            get(database, name).catch((error: unknown) => {
              if (isNotFound(error)) return { state: 'gone' };
              throw error;
            }),
          stateOf: ({ state }) => state,
          isDone: ({ state }) => state === 'gone',
          hint: `Look at it with \`heroku pg:credentials ${database}\`.`,
          defaults,
        },
        options,
      );
    },
  };
}
