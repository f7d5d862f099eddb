import { useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { absoluteRange, defaultRange, parseRange, type Range, rangeSearch } from '../../range/range.js';

export interface RangeControl {
  current: Range;
  choose: (range: Pick<Range, 'from' | 'to'>) => void;
  /** A piece of a chart was dragged over. */
  zoom: (fromSeconds: number, toSeconds: number) => void;
  zoomOut: () => void;
}

/** The range lives in the address bar: it survives a reload, can be sent to a colleague, and "back" undoes a zoom. */
export function useRange(): RangeControl {
  const search = useSearch();
  const [path, navigate] = useLocation();
  return useMemo(() => {
    const choose = (range: Pick<Range, 'from' | 'to'>, zoomed = false) =>
      navigate(path + rangeSearch(range), { state: { zoomed } });
    return {
      current: parseRange(search),
      choose: (range) => choose(range),
      zoom: (from, to) => choose(absoluteRange(from, to), true),
      zoomOut: () => {
        if ((history.state as { zoomed?: boolean } | null)?.zoomed) history.back();
        else choose(defaultRange);
      },
    };
  }, [search, path, navigate]);
}
