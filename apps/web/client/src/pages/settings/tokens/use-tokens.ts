import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context.js';
import type { ApiToken } from '../../../api/contract.js';

const path = '/api/v1/settings/tokens';
const queryKey = ['tokens'];

export function useTokens() {
  const api = useApi();
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<{ tokens: ApiToken[] }>(path, signal),
    select: ({ tokens }) => tokens,
  });
}

export interface TokenRequest {
  name: string;
  role: ApiToken['role'];
  expiresInDays: number | null;
}

export function useCreateToken() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (request: TokenRequest) => api.change<{ token: string; info: ApiToken }>('post', path, request),
    onSuccess: () => queries.invalidateQueries({ queryKey }),
    // The token is in the answer: it is not to stay in memory once it is not shown any more.
    gcTime: 0,
  });
}

export function useRevokeToken() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api.change('delete', `${path}/${id}`),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
}
