import { AsyncLocalStorage } from 'node:async_hooks';
import { TestEnvironment as NodeEnvironment } from 'jest-environment-node';

/** Those in use: before version 24, Node goes through all of them for each promise that is made, until they are disabled. */
const inUse = new Set<AsyncLocalStorage<unknown>>();

const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function (this: AsyncLocalStorage<unknown>, ...args: Parameters<typeof run>) {
  inUse.add(this);
  return run.apply(this, args);
} as typeof run;

/**
 * Jest's own for node, which takes along what a test file leaves behind: jest-circus, loaded anew for each file, knows by
 * an AsyncLocalStorage which test it is in, and disables none of them. The twentieth file of a worker took a tenth
 * longer for it.
 */
export default class TestEnvironment extends NodeEnvironment {
  override async teardown(): Promise<void> {
    await super.teardown();
    for (const storage of inUse) storage.disable();
    inUse.clear();
  }
}
