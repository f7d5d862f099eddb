import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context.js';
import type { SourcesResponse } from '../../../api/contract.js';
import { compareNames } from '../../fleet/attention.js';

/** The sources by name, as the fleet's page has them; not asked for again while they are chosen from. */
export function useSourceNames() {
  const api = useApi();
  return useQuery({
    queryKey: ['sources'],
    queryFn: ({ signal }) => api.sources(signal),
    staleTime: 60_000,
    select: ({ sources }: SourcesResponse) => sources.toSorted(compareNames),
  });
}
