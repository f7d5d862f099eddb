import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context.js';
import type { Viewer } from '../../../api/contract.js';
import type { ViewerValues } from './viewer-form.js';

const path = '/api/v1/settings/viewers';

export function useViewers() {
  const api = useApi();
  return useQuery({
    queryKey: ['viewers'],
    queryFn: ({ signal }) => api.get<{ viewers: Viewer[] }>(path, signal),
    select: ({ viewers }) => viewers,
  });
}

export type ViewerChange =
  | ({ kind: 'add' } & ViewerValues)
  | ({ kind: 'set-password' } & ViewerValues)
  | { kind: 'delete'; name: string };

export function useChangeViewer(onSuccess: () => void) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: ViewerChange) => {
      const one = `${path}/${encodeURIComponent(change.name)}`;
      if (change.kind === 'delete') return api.change<unknown>('delete', one);
      const { name, password } = change;
      if (change.kind === 'add') return api.change<unknown>('post', path, { name, password });
      return api.change<unknown>('put', `${one}/password`, { password });
    },
    onSuccess,
    onSettled: () => queries.invalidateQueries({ queryKey: ['viewers'] }),
  });
}
