import type { ResolveHost } from '@pgwatch-heroku/shared';
import { type Facts, readFacts } from './facts.js';
import type { MetricPlan } from './metric-plan.js';
import { checkRoom } from './neighbours.js';
import { SourceSession } from './session.js';

/** A source that is connected to: what it said about itself, and how its metrics are fetched on this connection. */
export class OpenSource {
  readonly session: SourceSession;
  readonly facts: Facts;
  /** Of its backend. */
  readonly pid: number;
  readonly plans = new Map<string, MetricPlan>();
  /** Until the first tick on this connection. */
  isFresh = true;
  /** Whether anything was answered on this connection since it was made: then it is not the way there that is broken. */
  hasAnswered = false;

  constructor(session: SourceSession, facts: Facts, pid: number) {
    this.session = session;
    this.facts = facts;
    this.pid = pid;
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

/** @throws AppError, also when there is no room for us, or what the driver throws; nothing stays open then. */
export async function openSource(url: string, label: string, resolveHost?: ResolveHost): Promise<OpenSource> {
  const session = await SourceSession.open({ url, label, resolveHost });
  try {
    const { pid } = await checkRoom(session);
    return new OpenSource(session, await readFacts(session), pid);
  } catch (error) {
    session.destroy();
    throw error;
  }
}
