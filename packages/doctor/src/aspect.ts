import type { Unknown } from './fact.js';
import { notAvailable, type Verdict } from './verdict.js';

export interface AspectSpec<F, K extends keyof F> {
  /** Stable, for the API: `monitoring-rights`. */
  id: string;
  /** Heading that it stands under. */
  group: string;
  title: string;
  /** What it looks at; a re-check of it asks for these anew. */
  needs: readonly K[];
  /** Pure: the same facts give the same verdict. */
  check(facts: Pick<F, K>): Verdict;
  /** Where something that it needs is not known; without it that is `not-available`. */
  whenUnknown?(unknown: Unknown, fact: K): Verdict;
}

/** One thing that may be well or not. */
export interface Aspect<F> {
  id: string;
  group: string;
  title: string;
  needs: readonly (keyof F)[];
  check(facts: F): Verdict;
  whenUnknown(unknown: Unknown, fact: keyof F): Verdict;
}

/** `aspectOf<SourceFacts>()({ ... })`: the facts' type is named, which of them are needed is inferred. */
export const aspectOf =
  <F>() =>
  <K extends keyof F>(spec: AspectSpec<F, K>): Aspect<F> => ({
    ...spec,
    check: (facts) => spec.check(facts),
    whenUnknown: (unknown, fact) =>
      spec.whenUnknown?.(unknown, fact as K) ??
      notAvailable(unknown.reason, unknown.hint === undefined ? {} : { hint: unknown.hint }),
  });
