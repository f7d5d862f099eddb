import card from '../../../components/card.module.css';
import { Failure } from '../../../components/failure.js';
import page from '../../../components/page.module.css';
import { useMetricColumns } from '../queries.js';
import classes from './metric-columns.module.css';

const types = { int8: 'whole number', int4: 'whole number', float8: 'number', bool: 'yes or no', text: 'text' };

/** What its rows have: tags that name a series, and values. */
export function MetricColumns({ name }: { name: string }) {
  const { data, error, refetch, isFetching } = useMetricColumns(name);
  return (
    <section className={`${card.card} ${page.section}`} aria-label="Columns">
      <h2>Columns</h2>
      {error && !data && (
        <Failure what="The list of columns" error={error} onRetry={() => void refetch()} retrying={isFetching} />
      )}
      {data?.columns.length === 0 && (
        <p className={page.soft}>No source has given any yet. Below its SQL it can be tried on one.</p>
      )}
      {data && data.columns.length > 0 && (
        <ul className={classes.columns}>
          {data.columns.map((column) => (
            <li key={column.name}>
              <code>{column.name}</code>{' '}
              <span className={classes.type}>{column.isTag ? 'tag' : types[column.type]}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
