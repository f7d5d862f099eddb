import {
  type Fact,
  type Facts,
  gatherLive,
  type LiveFact,
  liveFacts,
  pausedReason,
  type SourceFacts,
  Turns,
  unknown,
} from '@pgwatch-heroku/doctor';
import type { Pool, SourceAccess } from '@pgwatch-heroku/shared';
import { readSealedUrl, readSourceMetrics } from '@pgwatch-heroku/store';

/** Looked at without being asked to when it is older: rights and plans change seldom. */
const staleMs = 10 * 60_000;

interface Check {
  facts: Map<LiveFact, Fact<unknown>>;
  /** When it last ended; undefined before that. */
  finishedAt: Date | undefined;
  /** Under way. */
  running: Promise<void> | undefined;
  /** Over once others can be asked besides: it has ended, or nobody answers. Undefined where none is under way. */
  turnOver: Promise<void> | undefined;
  /** Whether it was paused then. */
  wasPaused: boolean | undefined;
}

/** What can be asked of a source. */
export interface Checked {
  id: number;
  name: string;
  isPaused: boolean;
}

/** Asks sources themselves how they are, a few at a time and each on one connection, and remembers what they said. */
export class SourceChecks {
  readonly #reading: Pool;
  readonly #access: SourceAccess;
  readonly #onChecked: (sourceId: number) => Promise<void>;
  readonly #checks = new Map<number, Check>();
  readonly #turns = new Turns();

  /** @param onChecked told of each source that was asked; a check ends with it. Must not throw. */
  constructor(reading: Pool, access: SourceAccess, onChecked: (sourceId: number) => Promise<void>) {
    this.#reading = reading;
    this.#access = access;
    this.#onChecked = onChecked;
  }

  /** What is remembered of a source; it is asked anew where that is old, without waiting for it. */
  look(source: Checked, olderThanMs = staleMs): Check {
    const check = this.#checkOf(source);
    const ageMs = check.finishedAt ? Date.now() - check.finishedAt.getTime() : Infinity;
    const isOld = ageMs > olderThanMs || check.wasPaused !== source.isPaused;
    if (!check.running && isOld) this.recheck(source);
    return check;
  }

  /** Asks it anew, for these facts or all; a check that is under way goes on and is followed by this one. */
  recheck(source: Checked, facts: readonly LiveFact[] = liveFacts): Check {
    const check = this.#checkOf(source);
    const before = check.running ?? Promise.resolve();
    let onFree: () => void = () => undefined;
    const turnOver = new Promise<void>((resolve) => {
      onFree = resolve;
    });
    const running = before
      .then(() => this.#run(source, check, facts, onFree))
      .finally(() => {
        onFree();
        if (check.running === running) Object.assign(check, { running: undefined, turnOver: undefined });
      });
    Object.assign(check, { running, turnOver });
    return check;
  }

  /** What is remembered, by id of the source, without asking anything. */
  known(sourceId: number): { facts: Facts<SourceFacts>; finishedAt: Date } | undefined {
    const check = this.#checks.get(sourceId);
    return check?.finishedAt && { facts: toFacts(check), finishedAt: check.finishedAt };
  }

  /** Sources that are no longer there. */
  forgetOthers(sourceIds: readonly number[]): void {
    const kept = new Set(sourceIds);
    for (const id of this.#checks.keys()) if (!kept.has(id)) this.#checks.delete(id);
  }

  #checkOf({ id }: Checked): Check {
    const existing = this.#checks.get(id);
    if (existing) return existing;
    const check: Check = {
      ...{ facts: new Map(), finishedAt: undefined, wasPaused: undefined },
      ...{ running: undefined, turnOver: undefined },
    };
    this.#checks.set(id, check);
    return check;
  }

  async #run(source: Checked, check: Check, asked: readonly LiveFact[], onFree: () => void): Promise<void> {
    const { id, name, isPaused } = source;
    // A part of what was never asked, or of what another state of the source says, would leave the rest open.
    const facts = check.wasPaused === isPaused ? asked : liveFacts;
    check.wasPaused = isPaused;
    for (const fact of facts) check.facts.delete(fact);
    if (isPaused) {
      for (const fact of facts) check.facts.set(fact, unknown(pausedReason));
      check.finishedAt = new Date();
      return;
    }
    const turn = await this.#turns.take(onFree);
    try {
      await gatherLive({
        ...{ facts, turn },
        connect: async () =>
          this.#access.connect(this.#access.addressOf(name, await readSealedUrl(this.#reading, name))),
        metricsOf: async (role) => (await readSourceMetrics(this.#reading, id, role)).map(({ metric }) => metric),
        onFact: (fact, value) => void check.facts.set(fact, value),
      });
      check.finishedAt = new Date();
    } finally {
      turn.end();
    }
    await this.#onChecked(id);
  }
}

export const toFacts = ({ facts }: Pick<Check, 'facts'>): Facts<SourceFacts> =>
  Object.fromEntries(facts) as Facts<SourceFacts>;
