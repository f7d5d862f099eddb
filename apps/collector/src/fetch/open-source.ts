import { type Facts, readFacts } from './facts.js';
import type { MetricPlan } from './metric-plan.js';
import { SourceSession } from './session.js';

/** A source that is connected to: what it said about itself, and how its metrics are fetched on this connection. */
export class OpenSource {
  readonly session: SourceSession;
  readonly facts: Facts;
  readonly plans = new Map<string, MetricPlan>();
  /** Until the first tick on this connection. */
  isFresh = true;

  constructor(session: SourceSession, facts: Facts) {
    this.session = session;
    this.facts = facts;
  }

  get isOpen(): boolean {
    return this.session.isOpen;
  }

  get closed(): Promise<void> {
    return this.session.closed;
  }

  close(): Promise<void> {
    return this.session.close();
  }
}

/** @throws AppError or what the driver throws; nothing stays open then. */
export async function openSource(url: string, label: string): Promise<OpenSource> {
  const session = await SourceSession.open({ url, label });
  try {
    return new OpenSource(session, await readFacts(session));
  } catch (error) {
    session.destroy();
    throw error;
  }
}
