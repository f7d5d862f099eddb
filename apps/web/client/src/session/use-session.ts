import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/api-context.js';

/** Who is signed in; a role changes only with the session. */
export function useSession() {
  const api = useApi();
  return useQuery({ queryKey: ['session'], queryFn: ({ signal }) => api.session(signal), staleTime: 60_000 });
}

/** Whether buttons that change something are shown; the server decides by itself who may. */
export const useIsAdmin = (): boolean => useSession().data?.role === 'admin';
