import { expect, it } from '@jest/globals';
import { MetricHealth } from '../src/schedule/metric-health.js';

const minute = 60_000;

it('leaves a failing metric alone for 1, 2, 4 and at most 30 minutes', () => {
  const health = new MetricHealth();
  const pauses: number[] = [];
  let now = 0;
  for (let i = 0; i < 7; i++) {
    health.failed('permission denied', now);
    const failedAt = now;
    while (!health.isDue(now)) now += minute;
    pauses.push((now - failedAt) / minute);
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 30, 30]);
});

it('calls a reason news once', () => {
  const health = new MetricHealth();
  expect(health.failed('permission denied', 0)).toBe(true);
  expect(health.failed('permission denied', minute)).toBe(false);
  expect(health.succeeded()).toBe(true);
  expect(health.succeeded()).toBe(false);
});

it('looks again for what was missing after a new connection, and not for what failed', () => {
  const missing = new MetricHealth();
  missing.unavailable('the extension is not installed', 0);
  expect(missing.isDue(9 * minute)).toBe(false);
  missing.reconnected();
  expect(missing.isDue(0)).toBe(true);
  const failing = new MetricHealth();
  failing.failed('time-out', 0);
  failing.reconnected();
  expect(failing.isDue(0)).toBe(false);
});

it('blames a metric for lost connections from the second in a row on, of which others had an answer', () => {
  const health = new MetricHealth();
  expect(health.lostConnection(true)).toBe(false);
  health.succeeded();
  expect(health.lostConnection(true)).toBe(false);
  expect(health.lostConnection(false)).toBe(false);
  expect(health.lostConnection(true)).toBe(true);
  health.redefined();
  expect(health.lostConnection(true)).toBe(false);
});

it('blames a metric that is asked alone after four lost connections', () => {
  const health = new MetricHealth();
  expect([1, 2, 3, 4].map(() => health.lostConnection(false))).toEqual([false, false, false, true]);
});
