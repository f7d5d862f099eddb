import type { Aspect } from './aspect.js';
import type { Fact, Facts } from './fact.js';
import type { AspectState, Fix, Verdict } from './verdict.js';

/** An aspect with what it found; `checking` while a fact that it needs is still being asked for. */
export interface Finding {
  id: string;
  group: string;
  title: string;
  state: AspectState | 'checking';
  summary: string;
  details: string[];
  hint: string | null;
  fixes: Fix[];
  mayPass: boolean;
}

/** Lays facts before every aspect, in their order. */
export function examine<F>(aspects: readonly Aspect<F>[], facts: Facts<F>): Finding[] {
  return aspects.map(({ id, group, title, ...aspect }) => ({ id, group, title, ...toFinding(judge(aspect, facts)) }));
}

function judge<F>(aspect: Pick<Aspect<F>, 'needs' | 'check' | 'whenUnknown'>, facts: Facts<F>): Verdict | undefined {
  // What is known not to be known is said at once, whatever else is still being asked for.
  for (const name of aspect.needs) {
    const fact = facts[name] as Fact<unknown> | undefined;
    if (fact && !fact.isKnown) return aspect.whenUnknown(fact, name);
  }
  if (aspect.needs.some((name) => facts[name] === undefined)) return undefined;
  const values = aspect.needs.map((name) => [name, (facts[name] as { value: unknown }).value]);
  return aspect.check(Object.fromEntries(values) as F);
}

function toFinding(verdict: Verdict | undefined): Omit<Finding, 'id' | 'group' | 'title'> {
  if (!verdict) {
    return { state: 'checking', summary: 'Being looked at.', details: [], hint: null, fixes: [], mayPass: true };
  }
  const { state, summary, details = [], hint = null, fixes = [], mayPass = false } = verdict;
  return { state, summary, details, hint, fixes, mayPass };
}

const order = ['error', 'warning', 'checking', 'ok', 'not-available'] as const;

/** The finding that matters most; of equals the first. Undefined where there is none. */
export function worstOf(findings: readonly Finding[]): Finding | undefined {
  const rank = ({ state }: Finding) => order.indexOf(state);
  return findings.reduce<Finding | undefined>(
    (worst, finding) => (worst && rank(worst) <= rank(finding) ? worst : finding),
    undefined,
  );
}
