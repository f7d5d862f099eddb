import { useSettings } from '../../../api/queries.js';
import { Failure } from '../../../components/failure.js';
import { RowsSkeleton } from '../../../components/rows-skeleton.js';
import { KeptHistory } from './kept-history.js';
import { LinkList } from './link-list.js';
import { StorageRoom } from './storage-room.js';

export function HistorySection() {
  const { data, error, isFetching, refetch } = useSettings();
  if (error && !data) {
    return <Failure what="The settings" error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  }
  if (!data) return <RowsSkeleton what="the settings" />;
  return (
    <>
      <StorageRoom settings={data} />
      <KeptHistory settings={data} />
      <LinkList settings={data} />
    </>
  );
}
