import { Link, useSearch } from 'wouter';
import { IconChevronRight } from '../../../components/icons.js';
import classes from './detail-heading.module.css';
import { keptSearch, viewHref } from './source-address.js';
import { type SourceView, sourceViews } from './source-views.js';

/** What the page is about, and the way back to the list that it is in. */
export function DetailHeading({ source, view, item }: { source: string; view: SourceView; item: string }) {
  const search = keptSearch(useSearch());
  // Functions are listed among the queries.
  const list = sourceViews.find(({ path }) => path === view.path) ?? sourceViews.find(({ path }) => path === 'queries');
  return (
    <div className={classes.heading}>
      {list && (
        <>
          <Link href={viewHref(source, list, null, search)}>{list.title}</Link>
          <IconChevronRight size={14} stroke={2} aria-hidden="true" />
        </>
      )}
      <h2 className={classes.name}>
        {view.title} <code>{item}</code>
      </h2>
    </div>
  );
}
