import type { MetricProblem } from '../../api/contract.js';
import { Moment } from '../../components/moment.js';
import { Notice } from '../../components/notice.js';
import { Prose } from '../../components/prose.js';
import classes from './problems.module.css';

/** Metrics that cannot be gathered just now, or not all of them: what the charts below miss. */
export function Problems({ problems, brief }: { problems: MetricProblem[]; brief: boolean }) {
  if (problems.length === 0) return null;
  const count = problems.length === 1 ? '1 metric' : `${problems.length} metrics`;
  return (
    <section aria-label="Metrics with problems">
      <Notice tone="warn">
        {brief ? (
          <details>
            <summary className={classes.summary}>{count} not gathered, or not in full</summary>
            <ProblemList problems={problems} />
          </details>
        ) : (
          <ProblemList problems={problems} />
        )}
      </Notice>
    </section>
  );
}

function ProblemList({ problems }: { problems: MetricProblem[] }) {
  return (
    <ul className={classes.list}>
      {problems.map((problem) => (
        <li key={problem.metric}>
          <strong>
            <code>{problem.metric}</code>
          </strong>{' '}
          {problem.isPartial ? 'is incomplete since' : 'has not been gathered since'}{' '}
          <Moment at={new Date(problem.since)} />: <Prose text={problem.reason} />
          {problem.hint && (
            <p className={classes.hint}>
              <Prose text={problem.hint} />
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
