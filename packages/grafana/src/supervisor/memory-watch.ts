import { readResidentBytes } from './read-resident-bytes.js';

const megabyte = 1024 * 1024;

/** Watches that Grafana and this process together stay within a dyno. */
export class MemoryWatch {
  readonly #pid: number;
  readonly #limitBytes: number;
  readonly #sustainedMs: number;
  #aboveSince: number | undefined;
  #lastBytes = 0;

  constructor(pid: number, limitBytes: number, sustainedMs: number) {
    this.#sustainedMs = sustainedMs;
    this.#pid = pid;
    this.#limitBytes = limitBytes;
  }

  /** Whether they have been above the limit for some time. */
  isTooBig(): boolean {
    const child = readResidentBytes(this.#pid);
    // Nothing to go by: no Linux, or it has just ended.
    if (child === undefined) return false;
    this.#lastBytes = child + process.memoryUsage.rss();
    if (this.#lastBytes <= this.#limitBytes) {
      this.#aboveSince = undefined;
      return false;
    }
    this.#aboveSince ??= performance.now();
    // Far above there is no time to wait: the dyno is ended at twice its size.
    return this.#lastBytes > 1.5 * this.#limitBytes || performance.now() - this.#aboveSince > this.#sustainedMs;
  }

  get megabytes(): number {
    return Math.round(this.#lastBytes / megabyte);
  }

  get limitMb(): number {
    return Math.round(this.#limitBytes / megabyte);
  }
}
