import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useApi } from '../../api/api-context.js';
import type { MetricColumn, MetricSummary, RevisionsPage, StoredMetric, StoredPreset } from '../../api/contract.js';
import { definitionPath, type Kind } from './addresses.js';

// Definitions change when somebody changes them; a look now and then shows what another admin did.
const refreshMs = 30_000;

export function useMetrics() {
  const api = useApi();
  return useQuery({
    queryKey: ['metrics'],
    queryFn: ({ signal }) => api.get<{ metrics: MetricSummary[] }>('/api/v1/metrics', signal),
    refetchInterval: refreshMs,
  });
}

export function useMetric(name: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['metric', name],
    queryFn: ({ signal }) => api.get<StoredMetric>(definitionPath('metric', name), signal),
    refetchInterval: refreshMs,
    enabled: name !== '',
  });
}

export function useMetricColumns(name: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['metric', name, 'columns'],
    queryFn: ({ signal }) => api.get<{ columns: MetricColumn[] }>(`${definitionPath('metric', name)}/columns`, signal),
  });
}

export function usePresets() {
  const api = useApi();
  return useQuery({
    queryKey: ['presets'],
    queryFn: ({ signal }) => api.get<{ presets: StoredPreset[] }>('/api/v1/presets', signal),
    refetchInterval: refreshMs,
  });
}

export function usePreset(name: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['preset', name],
    queryFn: ({ signal }) => api.get<StoredPreset>(definitionPath('preset', name), signal),
    refetchInterval: refreshMs,
    enabled: name !== '',
  });
}

export function useRevisions(kind: Kind, name: string) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [kind, name, 'revisions'],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ limit: '20', ...(pageParam ? { cursor: pageParam } : {}) });
      return api.get<RevisionsPage>(`${definitionPath(kind, name)}/revisions?${query}`, signal);
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}
