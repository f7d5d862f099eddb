import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../api/api-context.js';
import type { MetricSummary, SourceSettings, StoredPreset } from '../../api/contract.js';
import { sourceApi } from './source-addresses.js';

// Somebody edits what was read: it is not asked for again behind their back.
const noRefetch = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false };

export function useSourceSettings(name: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['source-settings', name],
    queryFn: ({ signal }) => api.get<SourceSettings>(`${sourceApi(name)}/settings`, signal),
    ...noRefetch,
    gcTime: 0,
    enabled: name !== '',
  });
}

export function usePresets() {
  const api = useApi();
  return useQuery({
    queryKey: ['presets'],
    queryFn: ({ signal }) => api.get<{ presets: StoredPreset[] }>('/api/v1/presets', signal),
    staleTime: 60_000,
    select: ({ presets }) => presets.map(({ definition }) => definition),
  });
}

export function useMetrics() {
  const api = useApi();
  return useQuery({
    queryKey: ['metrics'],
    queryFn: ({ signal }) => api.get<{ metrics: MetricSummary[] }>('/api/v1/metrics', signal),
    staleTime: 60_000,
    select: ({ metrics }) => metrics,
  });
}
