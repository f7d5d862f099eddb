import { useCallback } from 'react';
import { useLocation, useSearch } from 'wouter';

/**
 * A setting of a page in its address, so that it survives a reload and can be sent to somebody. What is the default is
 * left out. Typing makes no entries in the browser's history.
 */
export function useQueryState(name: string, fallback = ''): [string, (value: string) => void] {
  const search = useSearch();
  const [, navigate] = useLocation();
  const set = useCallback(
    (value: string) => {
      // As it is now and not as it was drawn: two settings may change at once.
      const parameters = new URLSearchParams(location.search);
      if (value === fallback) parameters.delete(name);
      else parameters.set(name, value);
      const text = parameters.toString();
      // The path as it stands, not as the router has decoded it.
      navigate(location.pathname + (text ? `?${text}` : ''), { replace: true });
    },
    [name, fallback, navigate],
  );
  return [new URLSearchParams(search).get(name) ?? fallback, set];
}
