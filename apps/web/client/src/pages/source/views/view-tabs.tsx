import { Link, useSearch } from 'wouter';
import type { SourceDetail } from '../../../api/contract.js';
import { doctorHref } from '../../../components/source-href.js';
import { viewsWithPanels } from './place-panels.js';
import { keptSearch, viewHref } from './source-address.js';
import classes from './view-tabs.module.css';

/** Links to the pages of a source; the range goes along. */
export function ViewTabs({ source, current }: { source: SourceDetail; current: string }) {
  const search = keptSearch(useSearch());
  const views = viewsWithPanels(source.panels);
  if (views.length < 2) return null;
  return (
    <nav className={classes.tabs} aria-label={`Pages of ${source.name}`}>
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
      <Link href={doctorHref(source.name)} className={classes.tab}>
        Doctor
      </Link>
    </nav>
  );
}
