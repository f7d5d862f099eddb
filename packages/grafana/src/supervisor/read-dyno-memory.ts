import { readFileSync } from 'node:fs';

/** Where the kernel tells the limit of a container: control groups of version 2, then of version 1. */
const limitFiles = ['/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory/memory.limit_in_bytes'];
/** The largest dyno has 126 GB: more is no limit but the number that stands for none. */
const largestMb = 130_000;

/** What this dyno may take, in MB; undefined where there is no limit, as on a laptop. */
export function readDynoMemoryMb(): number | undefined {
  for (const file of limitFiles) {
    try {
      const megabytes = Number(readFileSync(file, 'utf8')) / 1024 / 1024;
      if (megabytes > 0 && megabytes < largestMb) return Math.floor(megabytes);
    } catch {
      // another version of control groups, or no Linux
    }
  }
  return undefined;
}
