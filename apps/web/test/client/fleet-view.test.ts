import { expect, it } from '@jest/globals';
import { type FleetView, nextSort, viewFleet } from '../../client/src/pages/fleet/fleet-view.js';
import type { SourceSummary } from '../../src/api/types.js';
import { source } from './fixtures.js';

const now = Date.now();
const all: FleetView = { text: '', state: '', group: '', sort: '', isGrouped: false };
const names = (sources: SourceSummary[], view: Partial<FleetView>) =>
  viewFleet(sources, { ...all, ...view }, now).map(({ name, sources: own }) => [name, ...own.map((each) => each.name)]);

const fleet = [
  source('B10', { group: 'shop', sizeBytes: 5, tags: { team: 'billing' } }),
  source('B9', { group: 'shop', sizeBytes: null, isInRecovery: true }),
  source('A', { group: null, sizeBytes: 7, finding: { level: 'warning', text: 'Sessions wait.' } }),
  source('C', { group: 'ads', sizeBytes: 6, state: 'paused' }),
];

it('begins with what needs attention, ends with what is paused, and counts in names as people do', () => {
  expect(names(fleet, {})).toEqual([[null, 'A', 'B9', 'B10', 'C']]);
});

it('sorts figures from the highest, the other way with a minus, and what was not measured last in both', () => {
  expect(names(fleet, { sort: 'size' })).toEqual([[null, 'A', 'C', 'B10', 'B9']]);
  expect(names(fleet, { sort: '-size' })).toEqual([[null, 'B10', 'C', 'A', 'B9']]);
  expect(names(fleet, { sort: 'name' })).toEqual([[null, 'A', 'B9', 'B10', 'C']]);
  expect(names(fleet, { sort: '-name' })).toEqual([[null, 'C', 'B10', 'B9', 'A']]);
  expect(names(fleet, { sort: 'nonsense' })).toEqual([[null, 'A', 'B9', 'B10', 'C']]);
});

it('finds every word in names, groups, roles and tags', () => {
  expect(names(fleet, { text: 'shop standby' })).toEqual([[null, 'B9']]);
  expect(names(fleet, { text: 'TEAM=billing' })).toEqual([[null, 'B10']]);
  expect(names(fleet, { text: 'nowhere' })).toEqual([]);
});

it('shows one state, one group, or those without one', () => {
  expect(names(fleet, { state: 'attention' })).toEqual([[null, 'A']]);
  expect(names(fleet, { state: 'paused' })).toEqual([[null, 'C']]);
  expect(names(fleet, { group: 'shop' })).toEqual([[null, 'B9', 'B10']]);
  expect(names(fleet, { group: '-' })).toEqual([[null, 'A']]);
});

it('puts groups in the order of their names, those without one at the end', () => {
  expect(names(fleet, { isGrouped: true })).toEqual([
    ['ads', 'C'],
    ['shop', 'B9', 'B10'],
    [null, 'A'],
  ]);
});

it('goes round with each press on a column: its way, the other way, as it was', () => {
  expect(nextSort('', 'size')).toBe('size');
  expect(nextSort('size', 'size')).toBe('-size');
  expect(nextSort('-size', 'size')).toBe('');
  expect(nextSort('-size', 'name')).toBe('name');
});
