import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { codeOf, type Logger, messageOf } from '@pgwatch-heroku/shared';
import type { PendingFetch } from './pending-fetch.js';
import { SegmentCodec } from './segment-codec.js';

export interface SpillOptions {
  /** The most that all segments together take on disk; 0 for no spill. */
  maxBytes: number;
  log: Logger;
  /** A folder for it is made in here when there is something to spill. Default the system's, which a dyno has alone. */
  parentDir?: string;
  now?: () => number;
}

interface Segment {
  file: string;
  sizeBytes: number;
  count: number;
  oldestTickMs: number;
}

/** A disk that was full or read-only is tried again after so long. */
const retryMs = 60_000;

const hints: Record<string, string> = {
  ENOSPC: "The dyno's disk is full: a lower PGWATCH2_SPILL_MB fits it.",
  EDQUOT: "The dyno's disk is full: a lower PGWATCH2_SPILL_MB fits it.",
  EROFS: 'The folder for temporary files is read-only; TMPDIR names another.',
  EACCES: 'The folder for temporary files is not ours to write; TMPDIR names another.',
  ENOENT: 'There is no such folder for temporary files; TMPDIR names another.',
};

/**
 * The part of the backlog that is on disk, in files of which each is written once, read whole and removed. First in,
 * first out. Nothing here throws: trouble with the disk is said once,
 * and means that memory has to do. Calls must not overlap.
 */
export class Spill {
  readonly #options: SpillOptions;
  readonly #codec = new SegmentCodec();
  readonly #segments: Segment[] = [];
  readonly #now: () => number;
  #dir: string | undefined;
  #written = 0;
  #length = 0;
  #sizeBytes = 0;
  /** Less than the options say while the disk has turned out to be smaller. */
  #limitBytes: number;
  #isFull = false;
  #dropped = 0;
  #offUntil = Number.NEGATIVE_INFINITY;
  #isTroubleTold = false;

  constructor(options: SpillOptions) {
    this.#options = options;
    this.#limitBytes = options.maxBytes;
    this.#now = options.now ?? (() => performance.now());
  }

  /** Fetches on disk. */
  get length(): number {
    return this.#length;
  }

  /** Bytes on disk. */
  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Fetches that were given up since the start, to make room or because they could not be read again. */
  get dropped(): number {
    return this.#dropped;
  }

  get oldestTickMs(): number | undefined {
    return this.#segments[0]?.oldestTickMs;
  }

  /** Whether it makes sense to `add` now. */
  get isUsable(): boolean {
    return this.#options.maxBytes > 0 && this.#now() >= this.#offUntil;
  }

  /** Whether `add` found no room, and none was made since. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /**
   * Adds what is newer than all before.
   *
   * @param mayDrop whether the oldest give way when there is no room.
   * @returns false when that did not work: the caller keeps the fetches.
   */
  async add(fetches: readonly PendingFetch[], { mayDrop }: { mayDrop: boolean }): Promise<boolean> {
    if (fetches.length === 0) return true;
    let file: string | undefined;
    try {
      const bytes = await this.#codec.encode(fetches);
      if (bytes.length > this.#limitBytes) throw new Error('there is less room than a few fetches take');
      while (this.#sizeBytes + bytes.length > this.#limitBytes) {
        this.#isFull = true;
        if (!mayDrop) return false;
        await this.#drop();
      }
      this.#dir ??= await mkdtemp(path.join(this.#options.parentDir ?? tmpdir(), 'pgwatch-spill-'));
      file = path.join(this.#dir, `${++this.#written}.gz`);
      await writeFile(file, bytes, { flag: 'wx', mode: 0o600 });
      this.#segments.push({
        file,
        sizeBytes: bytes.length,
        count: fetches.length,
        oldestTickMs: Math.min(...fetches.map(({ tickMs }) => tickMs)),
      });
      this.#length += fetches.length;
      this.#sizeBytes += bytes.length;
      return true;
    } catch (error) {
      if (file !== undefined) await removeFile(file);
      // Somebody has cleaned up: the next attempt makes a folder anew.
      if (codeOf(error) === 'ENOENT') this.#dir = undefined;
      const isDiskFull = codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT';
      if (isDiskFull && this.#sizeBytes > 0) {
        this.#limitBytes = this.#sizeBytes;
        this.#isFull = true;
      } else {
        this.#offUntil = this.#now() + retryMs;
      }
      this.#tellTrouble('samples that wait cannot be put on disk and stay in memory', error);
      return false;
    }
  }

  /** The oldest segment, which stays until `removeFirst`; undefined when nothing is on disk. */
  async first(): Promise<PendingFetch[] | undefined> {
    for (;;) {
      const segment = this.#segments[0];
      if (!segment) return undefined;
      try {
        return await this.#codec.decode(await readFile(segment.file));
      } catch (error) {
        await this.#drop();
        this.#tellTrouble('samples that waited on disk cannot be read again and are lost', error);
      }
    }
  }

  async removeFirst(): Promise<void> {
    await this.#shift();
    this.#isFull = false;
    if (this.#segments.length > 0) return;
    // All is well again: the next outage finds another disk, and its trouble is news.
    this.#limitBytes = this.#options.maxBytes;
    this.#isTroubleTold = false;
  }

  /** Removes everything from disk; what is left counts no more. */
  async clear(): Promise<void> {
    this.#segments.length = 0;
    this.#length = 0;
    this.#sizeBytes = 0;
    const dir = this.#dir;
    this.#dir = undefined;
    if (dir !== undefined) await rm(dir, { recursive: true, force: true }).catch(() => undefined);
  }

  async #drop(): Promise<void> {
    this.#dropped += this.#segments[0]?.count ?? 0;
    await this.#shift();
  }

  async #shift(): Promise<void> {
    const segment = this.#segments.shift();
    if (!segment) return;
    this.#length -= segment.count;
    this.#sizeBytes -= segment.sizeBytes;
    await removeFile(segment.file);
  }

  #tellTrouble(what: string, error: unknown): void {
    if (this.#isTroubleTold) return;
    this.#isTroubleTold = true;
    const code = codeOf(error);
    this.#options.log.warn(
      { event: 'spill-failed', code, hint: code === undefined ? undefined : hints[code] },
      `${what}: ${messageOf(error)}`,
    );
  }
}

/** What cannot be removed takes room and does no other harm. */
const removeFile = (file: string): Promise<void> => rm(file, { force: true }).catch(() => undefined);
