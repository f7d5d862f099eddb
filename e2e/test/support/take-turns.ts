/**
 * Works on the items in their order, on as many side by side as there are workers: each takes the next when it is free.
 *
 * @returns of each item what comes of it. Nobody has to wait for all of them.
 */
export function takeTurns<Worker, Item, Result>(
  workers: readonly Worker[],
  items: readonly Item[],
  work: (worker: Worker, item: Item) => Promise<Result>,
): Map<Item, Promise<Result>> {
  const waiting: ((worker: Worker) => Promise<void>)[] = [];
  const results = new Map<Item, Promise<Result>>();
  for (const item of items) {
    const result = new Promise<Result>((resolve, reject) => {
      waiting.push((worker) => work(worker, item).then(resolve, reject));
    });
    // Fails where it is waited for.
    result.catch(() => undefined);
    results.set(item, result);
  }
  const takeAll = async (worker: Worker) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next(worker);
  };
  for (const worker of workers) void takeAll(worker);
  return results;
}
