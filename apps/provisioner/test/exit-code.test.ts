import { expect, it } from '@jest/globals';
import { AppError } from '@pgwatch-heroku/shared';
import { awayNotice } from '../src/away-notice.js';
import { decideExit } from '../src/exit-code.js';
import type { Outcome } from '../src/outcome.js';

const caused = (code: string) =>
  new AppError('unavailable', 'away', { cause: Object.assign(new Error(code), { code }) });
const failed = (error: AppError, part: Outcome['part'] = 'Collector DB'): Outcome => ({
  part,
  isPrimary: true,
  label: 'DATABASE_URL',
  variable: 'DATABASE_URL',
  state: 'failed',
  changes: [],
  warnings: [],
  limits: [],
  error,
});
const exitOf = (error: AppError, hasLived = false, part?: Outcome['part']) =>
  decideExit('release', [failed(error, part)], hasLived).exitCode;

it('passes a release whose Collector DB has no name, no listener, or is starting: it may be the first', () => {
  for (const code of ['ENOTFOUND', 'ECONNREFUSED', 'ETIMEDOUT', '57P03']) expect(exitOf(caused(code))).toBe(0);
  expect(exitOf(new AppError('unavailable', 'away', { cause: new Error('timeout expired') }))).toBe(0);
});

it('says loudly that a release passes without an answer, and what to look at', () => {
  const { away } = decideExit('release', [failed(caused('ECONNREFUSED'))], false);
  const notice = awayNotice({ outcome: away as Outcome, appName: 'my-app' });
  for (const part of ['WARNING', 'Collector DB', 'heroku pg:info DATABASE --app my-app', 'collector-bootstrap']) {
    expect(notice).toContain(part);
  }
  expect(decideExit('release', [failed(caused('53300'))], false).away).toBeUndefined();
});

it('fails a release with 69 when the Collector DB has shown that it lives', () => {
  expect(exitOf(caused('53300'))).toBe(69);
  expect(exitOf(caused('ECONNREFUSED'), true)).toBe(69);
  expect(exitOf(new AppError('unavailable', 'was reached and lost again'))).toBe(69);
});

it('keeps the codes of what waiting does not cure', () => {
  expect(exitOf(new AppError('schema-newer', 'newer'))).toBe(57);
  expect(exitOf(new AppError('configuration', 'wrong password'))).toBe(78);
});

it('never holds a release back for a monitored database that is away', () => {
  expect(exitOf(caused('53300'), true, 'Monitored DB')).toBe(0);
});

it('fails a postdeploy with 69 when the Collector DB still does not answer', () => {
  expect(decideExit('postdeploy', [failed(caused('ECONNREFUSED'))], false).exitCode).toBe(69);
});

it('fails a postdeploy without a Collector DB with 78, and says how to attach one', () => {
  const absent: Outcome = { ...failed(caused('ENOTFOUND')), state: 'absent' };
  const verdict = decideExit('postdeploy', [absent], false);
  expect(verdict).toMatchObject({ exitCode: 78, reason: expect.stringContaining('DATABASE_URL is not set') });
  expect(verdict.hint).toContain('heroku addons:create heroku-postgresql:essential-0 --as DATABASE');
});
