import type { Metric } from '@pgwatch-heroku/metrics';
import { messageOf } from '@pgwatch-heroku/shared';
import { hintForFailure } from '../../src/fetch/failure-hint.js';
import { fetchMetric } from '../../src/fetch/fetch-metric.js';
import { type MetricPlan, planMetric } from '../../src/fetch/metric-plan.js';
import type { OpenSource } from '../../src/fetch/open-source.js';

/** What a metric gave to one role on one server. */
export interface Outcome {
  /** Tags and columns with their types; undefined where it is not available. */
  shape: string | undefined;
  /** For a person: how much came, or why nothing can. */
  said: string;
  /** By numeric column, of a metric that came: the text of its value, or of each of its values. */
  numbers: Map<string, (string | null)[]>;
}

/** PostgreSQL forgets these a few seconds after a standby has caught up. */
const comesAndGoes = /_lag_ms$/;

export async function fetchOutcome(live: OpenSource, metric: Metric): Promise<Outcome> {
  try {
    const plan = await planMetric(live.session, live.facts, metric);
    if ('unavailable' in plan) return notAvailable(plan.unavailable, plan.hint);
    const fetched = await fetchMetric(live.session, plan);
    const shape = describe(plan);
    // A fetch of no rows is either none, or one that is stored to be counted (keepsEmpty).
    if (!fetched || fetched.rows === 0) return { shape, said: 'nothing to say', numbers: new Map() };
    const isList = plan.shape.tags.length > 0;
    const values = new Map(
      plan.shape.columns.map(({ name }, index) => {
        const text = fetched.values[index] ?? null;
        return [name, isList ? elementsOf(text ?? '{}') : [text]];
      }),
    );
    const unknown = [...values]
      .filter(([name, list]) => list.every((value) => value === null) && !comesAndGoes.test(name))
      .map(([name]) => name);
    const warned = fetched.cut ? `, but ${fetched.cut.warning}` : '';
    const said = `${isList ? 'rows' : 'one row'}${unknown.length > 0 ? `, without ${unknown.join(', ')}` : ''}${warned}`;
    const isNumber = new Map(plan.shape.columns.map(({ name, type }) => [name, type !== 'bool' && type !== 'text']));
    return { shape, said, numbers: new Map([...values].filter(([name]) => isNumber.get(name))) };
  } catch (error) {
    const hint = hintForFailure(error);
    if (hint === undefined) throw error; // a person would not know what to do
    return notAvailable(messageOf(error), hint);
  }
}

const notAvailable = (reason: string, hint: string | undefined): Outcome => ({
  shape: undefined,
  said: `not available: ${reason}${hint ? `. ${hint}` : ''}`,
  numbers: new Map(),
});

const describe = ({ shape }: MetricPlan): string =>
  [...shape.tags.map((tag) => `  tag ${tag}`), ...shape.columns.map(({ name, type }) => `  ${name} ${type}`)].join(
    '\n',
  );

/** The elements of a one-dimensional array, as PostgreSQL writes it. */
function elementsOf(array: string): (string | null)[] {
  const elements = array.slice(1, -1).match(/"(?:[^"\\]|\\.)*"|[^,]+/g) ?? [];
  return elements.map((element) => {
    if (element === 'NULL') return null;
    return element.startsWith('"') ? element.slice(1, -1).replace(/\\(.)/g, '$1') : element;
  });
}
