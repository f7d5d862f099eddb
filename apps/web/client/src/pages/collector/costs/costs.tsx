import { Button, SegmentedControl } from '@mantine/core';
import card from '../../../components/card.module.css';
import { Failure } from '../../../components/failure.js';
import page from '../../../components/page.module.css';
import { useQueryState } from '../../../url/use-query-state.js';
import { type CostsBy, useCosts } from '../queries.js';
import { CostsTable } from './costs-table.js';

const choices = [
  { value: 'metric', label: 'By metric' },
  { value: 'source', label: 'By source' },
  { value: 'pair', label: 'By both' },
];

export function Costs() {
  const [asked, setAsked] = useQueryState('costs', 'metric');
  const by = (choices.some(({ value }) => value === asked) ? asked : 'metric') as CostsBy;
  const { data, error, isFetching, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useCosts(by);
  const all = data?.pages.flatMap((each) => each.costs) ?? [];
  const costs = all.filter(({ fetches, failures, skipped }) => fetches || failures || skipped);
  return (
    <section className={`${card.card} ${page.section}`} aria-label="Costs">
      <div className={page.heading}>
        <h2>What fetches cost the sources</h2>
        <SegmentedControl aria-label="Costs" size="xs" data={choices} value={by} onChange={setAsked} />
      </div>
      <p className={page.soft}>Time between the question and the answer, since the dyno took the source up.</p>
      {error && !data && (
        <Failure what="The list of costs" error={error} onRetry={() => void refetch()} retrying={isFetching} />
      )}
      {data && costs.length === 0 && <p className={page.soft}>Nothing has been fetched yet.</p>}
      {costs.length > 0 && <CostsTable costs={costs} />}
      {costs.length > 0 && costs.length < all.length && (
        <p className={page.soft}>{all.length - costs.length} more have not been fetched yet.</p>
      )}
      {hasNextPage && (
        <div>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show cheaper ones
          </Button>
        </div>
      )}
    </section>
  );
}
