import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planShares } from '../src/lease/plan-shares.js';

const slotSet = fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { minLength: 1, maxLength: 6 });
const sourceSet = fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { maxLength: 60 });
const countsOf = (plan: Map<number, number>, slots: number[]) =>
  slots.map((slot) => [...plan.values()].filter((owner) => owner === slot).length);
/** Any distribution that may be met: by dynos that are there, by one that is not, or by nobody. */
const situation = fc
  .tuple(slotSet, sourceSet)
  .chain(([slots, sources]) =>
    fc.tuple(
      fc.constant(slots),
      fc.constant(sources),
      fc.array(fc.option(fc.constantFrom(...slots, -1), { nil: undefined }), {
        minLength: sources.length,
        maxLength: sources.length,
      }),
    ),
  )
  .map(([slots, sources, holders]) => ({
    slots,
    sources,
    holderOf: (id: number) => holders[sources.indexOf(id)],
  }));

it('gives every source to one dyno, in shares that differ by one at most', () => {
  fc.assert(
    fc.property(situation, (shares) => {
      const plan = planShares(shares);
      expect([...plan.keys()].sort((a, b) => a - b)).toEqual([...shares.sources].sort((a, b) => a - b));
      const counts = countsOf(plan, shares.slots);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }),
  );
});

it('comes to the same result in whatever order things are listed', () => {
  fc.assert(
    fc.property(situation, ({ slots, sources, holderOf }) => {
      const reversed = { slots: [...slots].reverse(), sources: [...sources].reverse(), holderOf };
      expect(new Map([...planShares(reversed)].sort())).toEqual(
        new Map([...planShares({ slots, sources, holderOf })].sort()),
      );
    }),
  );
});

it('moves nothing once it is fair, and no more than fairness asks for when a dyno comes or goes', () => {
  fc.assert(
    fc.property(slotSet, sourceSet, (slots, sources) => {
      const plan = planShares({ slots, sources, holderOf: () => undefined });
      expect(planShares({ slots, sources, holderOf: (id) => plan.get(id) })).toEqual(plan);
      const newcomer = 2 ** 31;
      const joined = planShares({ slots: [...slots, newcomer], sources, holderOf: (id) => plan.get(id) });
      const moved = sources.filter((id) => joined.get(id) !== plan.get(id));
      // Only what the newcomer is to have moves.
      expect(moved.every((id) => joined.get(id) === newcomer)).toBe(true);
      const left = planShares({ slots, sources, holderOf: (id) => joined.get(id) });
      const stayed = sources.filter((id) => joined.get(id) !== newcomer);
      expect(stayed.every((id) => left.get(id) === joined.get(id))).toBe(true);
    }),
  );
});

it('assigns nothing while no dyno is there', () => {
  expect(planShares({ slots: [], sources: [1, 2], holderOf: () => undefined }).size).toBe(0);
});
