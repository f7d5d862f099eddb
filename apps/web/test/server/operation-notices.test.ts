import { expect, it } from '@jest/globals';
import type { Operation } from '@pgwatch-heroku/store';
import { operationNotices } from '../../src/setup/operation-notices.js';

const at = new Date(0);
const operation = (given: Partial<Operation>): Operation => ({
  ...{ id: 1, kind: 'three-apps', subject: '', params: {}, state: 'running', steps: [], error: null, hint: null },
  ...{ dyno: 'run.1', startedAt: at, updatedAt: at, endedAt: null, isLeased: true, ...given },
});
const step = (id: string, state: 'running' | 'done', title: string, detail = '') => ({
  ...{ id, state, title, detail, at: at.toISOString() },
});
const words = (given: Partial<Operation>) => operationNotices([operation(given)]).map(({ message }) => message);

it('says how far three apps are, that they were cut off, and what failed', () => {
  const steps = [
    step('a', 'done', 'Grafana app: made'),
    step('b', 'running', 'Grafana app: build', 'Heroku says: pending'),
  ];
  expect(words({ steps })[0]).toMatch(/^The three apps are being set up: Grafana app: build, Heroku says: pending\./);
  expect(words({ steps, isLeased: false })[0]).toMatch(/was cut off/);
  expect(words({ state: 'failed', error: 'the name is taken' })).toEqual([
    'The three apps are not complete: the name is taken',
  ]);
  expect(words({ state: 'done' })).toEqual([]);
});

it('asks for the end of an app that was only the installer, as long as it is there', () => {
  const steps = [step('delete-me', 'done', 'App local', 'it was only the installer: heroku apps:destroy local')];
  expect(words({ state: 'done', steps })).toEqual(['App local: it was only the installer: heroku apps:destroy local']);
});

it('speaks of credentials alone where one app plays all parts', () => {
  expect(words({ kind: 'harden' })[0]).toMatch(/^Credentials are being set up\..*default credentials/);
  expect(words({ kind: 'remove-demo' })).toEqual([]);
});
