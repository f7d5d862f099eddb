import { expect, it } from '@jest/globals';
import type { Metric } from '@pgwatch-heroku/metrics';
import { createLogger } from '@pgwatch-heroku/shared';
import { createTestDatabase, startFaultyProxy } from '@pgwatch-heroku/testkit';
import { SampleBuffer } from '../src/buffer/sample-buffer.js';
import { Counters } from '../src/counters.js';
import { SourceRunner } from '../src/schedule/source-runner.js';
import { Outbox } from '../src/write/outbox.js';

const log = createLogger({ name: 'test', destination: { write: () => undefined } });
const up: Metric = { name: 'instance_up', description: '', appliesTo: 'any', versions: [] };

it('ends at once while it connects to a source that does not answer, and does not call that down', async () => {
  const database = await createTestDatabase();
  const proxy = await startFaultyProxy(database.url);
  proxy.freeze();
  const outbox = new Outbox(new SampleBuffer(1_000_000));
  const counters = new Counters();
  const runner = new SourceRunner({
    ...{
      source: { id: 1, name: 'HUNG' },
      target: { label: 'HUNG', identity: '', url: () => proxy.url },
      outbox,
      counters,
      log,
    },
  });
  const list = [{ metric: up, intervalSeconds: 60 }];
  runner.setMetrics({ primary: list, standby: list });
  const abort = new AbortController();
  const running = runner.run(abort.signal);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const abortedAt = Date.now();
  abort.abort();
  await running;
  // Connecting is given 10 s: a dyno that waits for them keeps its sources from the next one.
  expect(Date.now() - abortedAt).toBeLessThan(5_000);
  expect(outbox.buffer.length).toBe(0);
  expect(outbox.sourceStates.size).toBe(0);
  await proxy.close();
  await database.drop();
});
