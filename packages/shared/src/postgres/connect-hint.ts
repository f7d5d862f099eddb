import { codeOf } from './classify.js';

type Hint = (label: string) => string;

const checkLogin: Hint = (label) =>
  `The server answered but refused the login: check the user, password and database of ${label}. After a rotated ` +
  'credential the new URL arrives with the next restart.';
const checkName: Hint = (label) =>
  `Check the host of ${label}: a new add-on's name takes a few minutes to be known, and after a move to another server ` +
  'the new URL arrives with the next restart.';
const checkWay: Hint = (label) =>
  `The way to ${label} is blocked, or its server is down: a database in a Private or Shield space takes connections ` +
  'from its own space only, others may have a list of addresses that they let in.';
const waitForServer: Hint = (label) =>
  `The server behind ${label} is starting, stopping or failing over; it is tried again by itself.`;
const freeConnections: Hint = (label) =>
  `All connections that the plan, or the role of ${label}, may have are taken: end idle ones, put a connection pool ` +
  'before the applications, or choose a larger plan. It is tried again by itself.';
const freePool: Hint = (label) =>
  `All connections that this process keeps to ${label} are busy: try again in a moment. Where that happens often, queries ` +
  'take too long: look at the load of that database, or give it a larger plan.';
const checkServer: Hint = (label) =>
  `Check that the database behind ${label} runs and is reachable; a new add-on takes a few minutes.`;

// errno, and SQLSTATE: https://www.postgresql.org/docs/17/errcodes-appendix.html
const byCode: Record<string, Hint> = {
  ENOTFOUND: checkName,
  EAI_AGAIN: checkName,
  ETIMEDOUT: checkWay,
  EHOSTUNREACH: checkWay,
  ENETUNREACH: checkWay,
  '3D000': (label) => `The server is there, that database is not: check the path at the end of the URL of ${label}.`,
  '53300': freeConnections,
  '53400': freeConnections,
  '57P01': waitForServer,
  '57P02': waitForServer,
  '57P03': waitForServer,
};

/** What to do about a connection that did not come about, by what the driver threw. @param label names the database. */
export function connectHint(error: unknown, label: string): string {
  const code = codeOf(error) ?? '';
  if (code === '' && isPoolUsedUp(error)) return freePool(label);
  if (code === '' && hasTimedOut(error)) return checkWay(label);
  const hint = byCode[code] ?? (code.startsWith('28') ? checkLogin : checkServer);
  return hint(label);
}

/** In words of pg-pool, without a code. */
const isPoolUsedUp = (error: unknown): boolean =>
  error instanceof Error && error.message === 'timeout exceeded when trying to connect';

/** In words of pg, whose own time is up before the network's. */
const hasTimedOut = (error: unknown): boolean =>
  error instanceof Error && /^timeout expired|connection timeout/i.test(error.message);
