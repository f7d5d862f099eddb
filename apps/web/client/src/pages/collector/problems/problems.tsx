import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { Age } from '../../../components/age.js';
import card from '../../../components/card.module.css';
import { Failure } from '../../../components/failure.js';
import list from '../../../components/list-table.module.css';
import page from '../../../components/page.module.css';
import { Prose } from '../../../components/prose.js';
import { sourceHref } from '../../../components/source-href.js';
import { definitionHref } from '../../catalogue/addresses.js';
import classes from '../collector.module.css';
import { useCollectorProblems } from '../queries.js';

/** Warnings and errors of the collector as they come, from the store. */
export function Problems() {
  const { data, error, isFetching, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useCollectorProblems();
  const problems = data?.pages.flatMap((each) => each.problems) ?? [];
  return (
    <section className={`${card.card} ${page.section}`} aria-label="Warnings and errors">
      <h2>Warnings and errors</h2>
      {error && !data && (
        <Failure what="The list of problems" error={error} onRetry={() => void refetch()} retrying={isFetching} />
      )}
      {data && problems.length === 0 && <p className={page.soft}>None: every source answers, every metric works.</p>}
      {problems.length > 0 && (
        <table className={list.table}>
          <caption className={list.hidden}>What is wrong, the latest first</caption>
          <thead>
            <tr>
              <th scope="col">Since</th>
              <th scope="col">Source</th>
              <th scope="col">Metric</th>
              <th scope="col">What is wrong</th>
            </tr>
          </thead>
          <tbody>
            {problems.map((problem) => (
              <tr key={`${problem.source} ${problem.metric ?? ''}`}>
                <td data-label="Since" className={list.tight}>
                  {problem.since ? <Age at={problem.since} /> : 'not known'}
                </td>
                <th scope="row">
                  <Link href={sourceHref(problem.source)}>{problem.source}</Link>
                </th>
                <td data-label={problem.metric ? 'Metric' : 'State'}>
                  {problem.metric ? (
                    <span>
                      <Link href={definitionHref('metric', problem.metric)}>{problem.metric}</Link>
                      {problem.isPartial && ', in part'}
                    </span>
                  ) : (
                    <span className={classes.bad}>down</span>
                  )}
                </td>
                <td>
                  <Prose text={problem.reason} />
                  {problem.hint && (
                    <span className={classes.below}>
                      <Prose text={problem.hint} />
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <div>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older ones
          </Button>
        </div>
      )}
    </section>
  );
}
