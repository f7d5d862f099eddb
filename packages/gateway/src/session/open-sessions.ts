import type { Accounts } from '../password/accounts.js';
import type { SessionMiddleware } from './session-middleware.js';
import { judgeSession } from './signed-in.js';

/**
 * Those of the sessions whose next request would still be let in: neither signed out nor expired, here or anywhere else,
 * nor of a password that was changed or a viewer who was removed. One query for all; which passwords are in force is
 * remembered between requests anyway.
 */
export async function openSessions(
  ids: readonly string[],
  { sessions, accounts }: { sessions: Pick<SessionMiddleware, 'read'>; accounts: Accounts },
): Promise<ReadonlySet<string>> {
  const found = await sessions.read(ids);
  const judged = await Promise.all(
    [...found].map(async ([id, data]) => {
      // A password that nobody can tell any more fails a request too.
      const signedIn = await judgeSession(data, accounts).catch(() => undefined);
      return signedIn ? [id] : [];
    }),
  );
  return new Set(judged.flat());
}
