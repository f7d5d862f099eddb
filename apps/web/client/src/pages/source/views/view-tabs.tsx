import { useEffect, useRef } from 'react';
import { Link, useSearch } from 'wouter';
import type { SourceDetail } from '../../../api/contract.js';
import { doctorHref, doctorPath } from '../../../components/source-href.js';
import { viewsWithPanels } from './place-panels.js';
import { keptSearch, viewHref } from './source-address.js';
import classes from './view-tabs.module.css';

/** Links to the pages of a source; the range goes along, also through the one that has no use for it. */
export function ViewTabs({ source, current }: { source: SourceDetail; current: string }) {
  const search = keptSearch(useSearch());
  const views = viewsWithPanels(source.panels);
  const nav = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another tab
  useEffect(() => keepInSight(nav.current), [current]);
  return (
    <nav ref={nav} className={classes.tabs} aria-label={`Pages of ${source.name}`}>
      {views.map((view) => (
        <Link
          key={view.path}
          href={viewHref(source.name, view, null, search)}
          className={classes.tab}
          aria-current={view.path === current ? 'page' : undefined}
        >
          {view.title}
        </Link>
      ))}
      <Link
        href={doctorHref(source.name) + search}
        className={classes.tab}
        aria-current={current === doctorPath ? 'page' : undefined}
      >
        Doctor
      </Link>
    </nav>
  );
}

/** A phone shows three of the tabs: the present one is among them, also after it was turned. */
function keepInSight(nav: HTMLElement | null): (() => void) | undefined {
  const tab = nav?.querySelector('[aria-current=page]');
  if (!nav || !tab) return undefined;
  const observer = new ResizeObserver(() => {
    const left = tab.getBoundingClientRect().left - nav.getBoundingClientRect().left;
    nav.scrollLeft += left - (nav.clientWidth - tab.clientWidth) / 2;
  });
  observer.observe(nav);
  return () => observer.disconnect();
}
