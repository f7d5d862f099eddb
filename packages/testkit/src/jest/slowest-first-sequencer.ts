import { createRequire } from 'node:module';

// Its types are those of its CommonJS form, and so is what they describe.
const { default: TestSequencer } = createRequire(import.meta.url)(
  '@jest/test-sequencer',
) as typeof import('@jest/test-sequencer');
type Test = Parameters<InstanceType<typeof TestSequencer>['sort']>[0][number];

/** What starts whole systems, browsers and servers of its own, most expensive first; everything else comes after. */
const slow = [
  /\/e2e\/test\//,
  /\/packages\/provisioning\/test\//,
  /\/apps\/provisioner\/test\//,
  /\/packages\/local-heroku\/test\//,
  /\/test\/promises\//,
];

/**
 * Jest's own order where it remembers how long each file took. A fresh checkout remembers nothing, and the size of a
 * file, which it goes by then, leaves the longest for the end, where one worker runs and the others have nothing to do.
 */
export default class SlowestFirstSequencer extends TestSequencer {
  override async sort(tests: Test[]): Promise<Test[]> {
    const sorted = await super.sort(tests);
    const rankOf = (test: Test) => {
      if (test.duration !== undefined) return 0;
      const rank = slow.findIndex((pattern) => pattern.test(test.path));
      return rank === -1 ? slow.length : rank;
    };
    // sort() is stable: within a rank jest's order stays.
    return [...sorted].sort((one, other) => rankOf(one) - rankOf(other));
  }
}
