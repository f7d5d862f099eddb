import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { HerokuOperation } from '../../api/contract.js';
import { useOperations } from './queries.js';

/**
 * The operation that this page is about: the one that was begun here, else one of these kinds that has not ended, as
 * after a reload.
 */
export function useFollowed(matches: (operation: HerokuOperation) => boolean) {
  const queries = useQueryClient();
  const { data } = useOperations();
  const [id, follow] = useState<number | null>();
  const operation = data?.operations.find((each) =>
    id === undefined ? each.endedAt === null && matches(each) : each.id === id,
  );
  // One that was found open is followed to its end.
  const found = operation?.id;
  useEffect(() => {
    if (id === undefined && found !== undefined) follow(found);
  }, [id, found]);
  const endedAt = operation?.endedAt;
  useEffect(() => {
    if (!endedAt) return;
    for (const key of ['sources', 'source-settings', 'doctor', 'settings']) {
      void queries.invalidateQueries({ queryKey: [key] });
    }
  }, [endedAt, queries]);
  return {
    operation,
    isBeginning: typeof id === 'number' && !operation,
    follow: (next: number) => follow(next),
    leave: () => follow(null),
  };
}
