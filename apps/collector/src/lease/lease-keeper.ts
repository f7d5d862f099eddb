import { AppError, type Logger, messageOf, sleep } from '@pgwatch-heroku/shared';
import type { LeaseView } from '@pgwatch-heroku/store';
import { hashOf } from '../hash.js';
import type { LeaseSession } from './lease-session.js';
import type { LeaseTiming } from './lease-timing.js';
import { planShares } from './plan-shares.js';

/** What the leases are about. */
export interface LeasedSources {
  /** Ids of all sources that are to be fetched by somebody. */
  readonly wanted: readonly number[];
  start(sourceId: number): void;
  /** Resolves when nothing of it is under way any more; at once when it does not run. */
  stop(sourceId: number): Promise<void>;
}

export interface LeaseKeeperOptions {
  open: () => Promise<LeaseSession>;
  /** `collector.1`: a dyno that replaces another of its name waits until that one is gone, and takes what it had. */
  dyno: string;
  sources: LeasedSources;
  timing: LeaseTiming;
  log: Logger;
}

/** Short at first: where only the connection was lost, nobody should find our sources free. */
const firstDelayMs = 25;
const maxDelayMs = 2_000;
const remindEveryMs = 60_000;
const ghostMs = 50;
/** At the end the others wait no longer than this for a fetch that hangs. */
const stopMs = 5_000;

/**
 * Shares the sources among the dynos. A source is started when this dyno has its lock, and stopped before the lock is
 * given back. Without a connection to the Collector DB what runs goes on, see docs/adr/0005-leases.md.
 */
export class LeaseKeeper {
  readonly #options: LeaseKeeperOptions;
  readonly #slot: number;
  /** Sources that run here. */
  readonly #held = new Set<number>();
  /** Sources that are being stopped; their locks are kept until then. */
  readonly #stopping = new Set<number>();
  #session: LeaseSession | undefined;
  /** Sources that others were seen to hold in this session: free later, they were given back or lost. */
  #seen = new Set<number>();
  /** Backend of the last session that had our slot; the server may still believe in it when we no longer do. */
  #slotPid: number | undefined;
  #sessions = 0;
  #confirmedAt = performance.now();
  #isCut = false;
  #failures = 0;
  #isWaiting = false;
  #isAway = false;
  #warnedAt = Number.NEGATIVE_INFINITY;
  #wake: () => void = () => undefined;

  constructor(options: LeaseKeeperOptions) {
    this.#options = options;
    this.#slot = hashOf(options.dyno) >>> 1; // the second key of an advisory lock is a signed integer
  }

  /** For how long another dyno may have had our leases, in ms; undefined while that cannot be. */
  get doubtMs(): number | undefined {
    const silentMs = performance.now() - this.#confirmedAt;
    return this.#isCut || silentMs > this.#options.timing.fenceMs ? silentMs : undefined;
  }

  /** Looks again soon: what is wanted has changed. */
  poke(): void {
    this.#wake();
  }

  /** Another dyno was seen at work on a source while ours was in doubt. */
  yield(sourceId: number): void {
    const { log } = this.#options;
    log.info(
      { event: 'lease-lost', sourceId },
      'another collector took a source while the Collector DB was out of reach',
    );
    this.#stop(sourceId);
  }

  /** Runs until the signal aborts; then everything that is still held is stopped and given back. Never throws. */
  async run(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => this.#wake(), { once: true });
    while (!signal.aborted) {
      let session: LeaseSession | undefined;
      try {
        session = await this.#options.open();
        await this.#keep(session, signal);
      } catch (error) {
        this.#failures++;
        this.#warn(error);
      }
      if (session) await this.#part(session, signal);
      const ceilingMs = Math.min(maxDelayMs, firstDelayMs * 2 ** this.#failures);
      await sleep(ceilingMs * (0.5 + 0.5 * Math.random()), signal).catch(() => undefined);
    }
  }

  async #part(session: LeaseSession, signal: AbortSignal): Promise<void> {
    if (!signal.aborted) {
      // Whether the server noticed as well nobody knows: from here on another dyno may have what was ours.
      this.#isCut = true;
      session.destroy();
      return;
    }
    const stopped = [...this.#held, ...this.#stopping].map((id) => this.#options.sources.stop(id));
    await Promise.race([Promise.all(stopped), sleep(stopMs)]);
    await session.close();
  }

  /** @throws when the connection does not answer any more. */
  async #keep(session: LeaseSession, signal: AbortSignal): Promise<void> {
    const { timing } = this.#options;
    const openedAt = performance.now();
    const isFirst = this.#sessions++ === 0;
    this.#session = session;
    this.#seen = new Set();
    session.onChange(() => this.#wake());
    void session.closed.then(() => {
      if (this.#session !== session) return;
      this.#isCut = true;
      this.#wake();
    });
    while (!signal.aborted) {
      const woken = this.#woken(timing.beatMs);
      const startedAt = performance.now();
      const isGrace = !isFirst && startedAt - openedAt < timing.graceMs;
      await this.#beat(session, isGrace);
      this.#failures = 0;
      this.#confirmedAt = startedAt;
      this.#isCut = !session.isOpen;
      if (this.#isAway)
        this.#options.log.info({ event: 'leases-back', held: this.#held.size }, 'leases are renewed again');
      this.#isAway = false;
      await woken;
    }
  }

  /** After it, everything that runs here is locked by this session. */
  async #beat(session: LeaseSession, isGrace: boolean): Promise<void> {
    const view = await this.#readWithoutGhost(session);
    if (!(await this.#isMember(session, view))) {
      for (const id of this.#held) this.#stop(id);
      return;
    }
    const mine = new Set([...view.sources].filter(([, { pid }]) => pid === session.pid).map(([id]) => id));
    for (const id of view.sources.keys()) if (!mine.has(id)) this.#seen.add(id);
    const plan = this.#planned(view, session.pid);
    // What nobody was seen with yet may belong to a dyno that is about to come back, as we are.
    const planned = isGrace ? new Set([...this.#held, ...mine, ...[...plan].filter((id) => this.#seen.has(id))]) : plan;
    const wanted = new Set(this.#options.sources.wanted);
    const take = [...wanted].filter((id) => planned.has(id) && !view.sources.has(id) && !this.#stopping.has(id));
    const taken = await session.takeSources(take);
    for (const id of taken) mine.add(id);

    const before = this.#held.size;
    for (const id of taken) this.#held.add(id);
    for (const id of this.#held) {
      if (mine.has(id) && planned.has(id) && wanted.has(id)) this.#options.sources.start(id);
      else this.#stop(id);
    }
    await session.giveSourcesBack([...mine].filter((id) => !this.#held.has(id) && !this.#stopping.has(id)));
    if (this.#held.size !== before) this.#tell(view.slots.size);
  }

  /**
   * Our own session before this one, which the server may still believe in, is not another dyno. The locks of a session
   * that ends do not go all at once, so it has gone only when none is left.
   */
  async #readWithoutGhost(session: LeaseSession): Promise<LeaseView> {
    const ghost = this.#slotPid;
    const endsAt = performance.now() + this.#options.timing.answerMs;
    for (;;) {
      const view = await session.read();
      const isGhost = (holder: { pid: number } | undefined) => holder?.pid === ghost && ghost !== session.pid;
      const hasSlot = isGhost(view.slots.get(this.#slot));
      if (ghost === undefined || (!hasSlot && ![...view.sources.values()].some(isGhost))) return view;
      if (performance.now() > endsAt) throw new AppError('unavailable', 'the session before this one does not end');
      if (hasSlot) await session.replace(ghost, this.#slot);
      else await sleep(ghostMs);
    }
  }

  async #isMember(session: LeaseSession, view: LeaseView): Promise<boolean> {
    const { dyno, log } = this.#options;
    const holder = view.slots.get(this.#slot);
    if (holder?.pid === session.pid || (!holder && (await session.takeSlot(this.#slot)))) {
      this.#isWaiting = false;
      this.#slotPid = session.pid;
      (view.slots as Map<number, { pid: number }>).set(this.#slot, { pid: session.pid });
      return true;
    }
    if (!this.#isWaiting) log.info({ event: 'lease-waits' }, `waits: another ${dyno} has not ended yet`);
    this.#isWaiting = true;
    return false;
  }

  #planned({ slots, sources }: LeaseView, own: number): Set<number> {
    const slotOf = new Map([...slots].map(([slot, { pid }]) => [pid, slot]));
    const plan = planShares({
      slots: [...slots.keys()],
      sources: this.#options.sources.wanted,
      holderOf: (id) => slotOf.get(sources.get(id)?.pid ?? 0),
    });
    const slot = slotOf.get(own);
    return new Set([...plan].filter(([, owner]) => owner === slot).map(([id]) => id));
  }

  #stop(id: number): void {
    if (!this.#held.delete(id)) return;
    this.#stopping.add(id);
    void this.#options.sources.stop(id).then(() => {
      this.#stopping.delete(id);
      this.#wake();
    });
  }

  #woken(afterMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, afterMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #tell(dynos: number): void {
    const { log, sources } = this.#options;
    const figures = { held: this.#held.size, of: sources.wanted.length, dynos };
    log.info(
      { event: 'leases', ...figures },
      `fetches ${figures.held} of ${figures.of} sources, ${dynos} ${dynos === 1 ? 'collector' : 'collectors'}`,
    );
  }

  #warn(error: unknown): void {
    this.#isAway = true;
    if (performance.now() - this.#warnedAt < remindEveryMs) return;
    this.#warnedAt = performance.now();
    const hint = error instanceof AppError ? error.hint : undefined;
    this.#options.log.warn(
      { event: 'leases-away', held: this.#held.size, hint },
      `leases cannot be renewed, what runs here goes on: ${messageOf(error)}`,
    );
  }
}
