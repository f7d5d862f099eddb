import { useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import {
  absoluteRange,
  parseRange,
  type Range,
  rangeSearch,
  searchText,
  shiftRange,
  widenRange,
} from '../../range/range.js';
import { parseRefresh, type Refresh } from '../../range/refresh.js';

export interface RangeControl {
  current: Range;
  choose: (range: Pick<Range, 'from' | 'to'>) => void;
  /** A piece of a chart was dragged over. */
  zoom: (fromSeconds: number, toSeconds: number) => void;
  zoomOut: () => void;
  shift: (direction: -1 | 1) => void;
  /** The period before is drawn as well. */
  compares: boolean;
  setCompares: (compares: boolean) => void;
  refresh: Refresh;
  setRefresh: (refresh: Refresh['value']) => void;
}

/** All of it lives in the address bar: it survives a reload, can be sent to a colleague, and "back" undoes a zoom. */
export function useRange(): RangeControl {
  const search = useSearch();
  const [, navigate] = useLocation();
  return useMemo(() => {
    const current = parseRange(search);
    const choose = (range: Pick<Range, 'from' | 'to'>, zoomed = false) =>
      // The path as it stands, not as the router has decoded it.
      navigate(location.pathname + rangeSearch(range, search), { state: { zoomed } });
    const set = (name: string, value: string | null) => {
      const parameters = new URLSearchParams(search);
      if (value === null) parameters.delete(name);
      else parameters.set(name, value);
      navigate(location.pathname + searchText(parameters), { replace: true, state: history.state });
    };
    return {
      current,
      choose: (range) => choose(range),
      zoom: (from, to) => choose(absoluteRange(from, to), true),
      zoomOut: () => {
        if ((history.state as { zoomed?: boolean } | null)?.zoomed) history.back();
        else choose(widenRange(current));
      },
      shift: (direction) => choose(shiftRange(current, direction)),
      compares: new URLSearchParams(search).get('compare') === 'before',
      setCompares: (compares) => set('compare', compares ? 'before' : null),
      refresh: parseRefresh(search, current.seconds),
      setRefresh: (refresh) => set('refresh', refresh),
    };
  }, [search, navigate]);
}
