/**
 * The moments of a lease, in ms. A dyno that falls silent just after a beat is let go by the server `idleMs` later, and
 * the next beat of another dyno takes what it had: 9 + 2 s, and a connection, which is within the 15 s that are promised.
 */
export interface LeaseTiming {
  /** Between two looks at who holds what, when nobody tells us of a change. */
  beatMs: number;
  /** A look that takes longer is none: the connection is given up and a new one made. */
  answerMs: number;
  /** So long after the last answered look nobody else can hold our leases: less than `idleMs`, for the time on the way. */
  fenceMs: number;
  /** The server ends a session that was silent for so long. */
  idleMs: number;
  /** After connecting again only what was ours before is taken: the others need a moment to come back as well. */
  graceMs: number;
}

export const leaseTiming: LeaseTiming = {
  beatMs: 2_000,
  answerMs: 3_000,
  fenceMs: 7_000,
  idleMs: 9_000,
  graceMs: 5_000,
};
