import type { LogHub } from '../logs/log-hub.js';
import { type DynoSpec, type DynoState, type DynoTimes, FormationDyno } from './formation-dyno.js';

export interface FormationOptions {
  spec: (type: string) => DynoSpec;
  dynosDir: string;
  logs: LogHub;
  times: DynoTimes;
  /** Runs nothing, whatever it is scaled to. */
  isIdle: boolean;
}

/** The dynos that an app keeps running, by process type. */
export class Formation {
  readonly #options: FormationOptions;
  readonly #dynos = new Map<string, FormationDyno[]>();

  constructor(options: FormationOptions) {
    this.#options = options;
  }

  get dynos(): readonly FormationDyno[] {
    return [...this.#dynos.values()].flat();
  }

  ofType(type: string): readonly FormationDyno[] {
    return this.#dynos.get(type) ?? [];
  }

  /** Starts what is missing, stops what is too much, the highest numbers first. */
  async scale(type: string, quantity: number): Promise<void> {
    if (this.#options.isIdle) return;
    const dynos = this.#dynos.get(type) ?? [];
    this.#dynos.set(type, dynos);
    const surplus = dynos.splice(quantity);
    const started: Promise<void>[] = [];
    for (let number = dynos.length + 1; number <= quantity; number++) {
      const { spec, ...rest } = this.#options;
      const dyno = new FormationDyno({ ...rest, type, number, spec: () => spec(type) });
      dynos.push(dyno);
      started.push(dyno.start());
    }
    await Promise.all([...started, ...surplus.map((dyno) => dyno.stop())]);
  }

  /** All dynos, or those of one type. */
  async restart(type?: string): Promise<void> {
    const dynos = type === undefined ? this.dynos : this.ofType(type);
    await Promise.all(dynos.map((dyno) => dyno.restart()));
  }

  /** Process type by process type, in the order in which they were scaled up. */
  async stop(): Promise<void> {
    for (const dynos of this.#dynos.values()) await Promise.all(dynos.map((dyno) => dyno.stop()));
  }

  kill(): void {
    for (const dyno of this.dynos) dyno.kill();
  }

  states(): { name: string; state: DynoState }[] {
    return this.dynos.map(({ name, state }) => ({ name, state }));
  }
}
