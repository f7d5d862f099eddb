/**
 * Connections to the Collector DB per process, at most; whoever opens one takes its number or its name from here. The
 * smallest plan allows 20 for everybody together, and during a deploy the dynos of both releases are there at once; four
 * are left for people and one-off commands.
 */
export const connectionBudget = {
  /** One of the pages' is lent to what is done through Heroku's APIs, one thing at a time: its journal and lease. */
  web: { pages: 2, sessions: 1 },
  /** Samples, everything else that is written, and the session whose locks are the leases. */
  collector: { samples: 1, upkeep: 1, leases: 1 },
  /**
   * A child of the web process, which ends it first of all at SIGTERM and starts it last of all, so that two are never
   * there at once.
   */
  grafana: { ownTables: 2, dataSource: 2 },
  /** Where Grafana is an app of its own, its sign-in; on plans that have credentials, and so 120 connections or more. */
  grafanaApp: { sessions: 1 },
  /** The release phase, one-off dynos, and a dyno at its start, before it opens any other. */
  bootstrap: { all: 1 },
} as const;

/** What all processes together may hold. */
export const maxStoreConnections = 16;
