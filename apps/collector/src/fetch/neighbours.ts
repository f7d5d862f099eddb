import { AppError } from '@pgwatch-heroku/shared';
import type { OpenSource } from './open-source.js';
import type { SourceSession } from './session.js';
import { newcomerSql, roomSql } from './sql/neighbours.js';

/** One is the dyno before us, which may not have noticed yet that it is to go. More is a pile that we must not add to. */
const maxOthers = 1;
/** Connections that stay free for the application and its owner, besides ours. */
const minFree = 2;

/**
 * Makes sure that a monitored database can afford us.
 *
 * @returns the pid of our backend.
 * @throws AppError `unavailable` when there are others of us already, or when hardly any connection is free.
 */
export async function checkRoom(session: SourceSession): Promise<{ pid: number }> {
  const [row] = (await session.query(roomSql)).rows;
  const [pid, others, ...limits] = row ?? [];
  if (Number(others) > maxOthers) {
    throw new AppError(
      'unavailable',
      `${others} other collectors are connected to this database; one more would pile up`,
      {
        hint: 'Each database is monitored by one installation: detach it from the others, or end what was left behind with pg_terminate_backend().',
      },
    );
  }
  const free = Math.min(...limits.filter((limit) => limit !== null).map(Number));
  if (free < minFree) {
    throw new AppError('unavailable', `hardly any connection is free: ${Math.max(0, free)} besides ours`, {
      hint: 'The database needs its last connections itself. Look for what holds them (heroku pg:ps), use a connection pool, or take a larger plan.',
    });
  }
  return { pid: Number(pid) };
}

/** Whether somebody else began to collect here within the last `withinMs`; what the source does not tell is a no. */
export async function hasNewcomer(live: OpenSource, ownPids: readonly number[], withinMs: number): Promise<boolean> {
  try {
    const { rows } = await live.session.query(newcomerSql, { values: [ownPids, withinMs / 1_000] });
    return rows[0]?.[0] === 't';
  } catch {
    return false;
  }
}
