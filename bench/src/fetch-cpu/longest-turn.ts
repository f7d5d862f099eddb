/**
 * The most that is done in one go of the event loop while something is under way, in ms of our own processor time: what
 * others on the machine take does not count.
 */
export async function longestTurnMs(work: () => Promise<unknown>): Promise<number> {
  let [longest, last, isOver] = [0, spentMs(), false];
  const look = () => {
    const now = spentMs();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  await work();
  isOver = true;
  return longest;
}

function spentMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
