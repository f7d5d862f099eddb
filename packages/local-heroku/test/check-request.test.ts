import { expect, it } from '@jest/globals';
import { checkRequest } from '../src/cli/check-request.js';
import type { AppJson } from '../src/manifest/app-json.js';

const essential = 'heroku-postgresql:essential-0';
const app = { addons: [{ plan: essential, as: 'DATABASE' }] } as AppJson;
const without = { addons: [essential, { plan: essential, as: 'MONITOREDDB' }] } as AppJson;
const none = { repoDir: '/repo', stateDir: '/repo/.local-heroku', plan: undefined, topology: undefined };

it('refuses a plan that is not offered, naming the option and the plans', () => {
  expect(() => checkRequest(app, { ...none, plan: 'standard-1', isNew: true })).toThrow(
    /^--plan standard-1: .*did you mean "standard-\d"/,
  );
  expect(checkRequest(app, { ...none, plan: 'standard-0', isNew: true })).toBeUndefined();
});

it('refuses a new app that would have no Collector DB, and lets one be that is there', () => {
  expect(() => checkRequest(without, { ...none, isNew: true })).toThrow(/no add-on as DATABASE/);
  expect(checkRequest(without, { ...none, isNew: false })).toBeUndefined();
});

it('says that plan and topology are chosen once', () => {
  const chosen = { ...none, plan: 'standard-0', topology: 'three-apps' };
  expect(checkRequest(app, { ...chosen, isNew: true })).toBeUndefined();
  expect(checkRequest(app, { ...chosen, isNew: false })).toMatch(
    /^--plan and --topology are for a new deployment.*npm start -- --reset begins anew/,
  );
});
