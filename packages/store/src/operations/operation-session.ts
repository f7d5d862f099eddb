import type { Queryable } from '@pgwatch-heroku/shared';

/** The one connection that an operation's lease and journal live on. */
export interface OperationSession {
  db: Queryable;
  /** Gives the lease back. Never throws. */
  close(): Promise<void>;
}
