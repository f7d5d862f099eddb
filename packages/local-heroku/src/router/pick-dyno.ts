import { setTimeout as wait } from 'node:timers/promises';
import type { FormationDyno } from '../dynos/formation-dyno.js';
import type { RouterErrorCode } from './errors.js';

export type Pick = { dyno: FormationDyno; port: number } | { error: RouterErrorCode };

/** Round robin over the web dynos that are up; while none is, the request waits for one that starts. */
export class DynoPicker {
  readonly #webDynos: () => readonly FormationDyno[];
  readonly #queueMs: number;
  #turn = 0;

  constructor(webDynos: () => readonly FormationDyno[], queueMs: number) {
    this.#webDynos = webDynos;
    this.#queueMs = queueMs;
  }

  async pick(): Promise<Pick> {
    const endsAt = performance.now() + this.#queueMs;
    let bootTimedOut = false;
    for (;;) {
      const dynos = this.#webDynos();
      if (dynos.length === 0) return { error: 'H14' };
      const up = dynos.filter(({ state, port }) => state === 'up' && port !== undefined);
      const dyno = up[this.#turn++ % Math.max(up.length, 1)];
      if (dyno?.port !== undefined) return { dyno, port: dyno.port };
      const starting = dynos.filter(({ state }) => state === 'starting');
      if (bootTimedOut) return { error: 'H20' };
      if (starting.length === 0) return { error: 'H10' };
      const remainingMs = endsAt - performance.now();
      if (remainingMs <= 0) return { error: 'H20' };
      const timeUp = new AbortController();
      const results = starting.map((each) => each.settled());
      const result = await Promise.race([
        ...results,
        wait(remainingMs, 'queue-timeout' as const, { signal: timeUp.signal }).catch(() => 'down' as const),
      ]);
      timeUp.abort();
      bootTimedOut = result === 'boot-timeout';
    }
  }
}
