import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { Notice } from '../../components/notice.js';
import { Prose } from '../../components/prose.js';
import { sourceHref } from '../../components/source-href.js';
import type { Attention } from './attention.js';
import classes from './attention-panel.module.css';

// More would push the table out of sight; the rest is one press away.
const shown = 4;

/** What an engineer on call has to look at first; nothing at all when all is well. */
export function AttentionPanel({ items, onShowAll }: { items: Attention[]; onShowAll: () => void }) {
  if (items.length === 0) return null;
  return (
    <section aria-label="Needs attention">
      <ul className={classes.list}>
        {items.slice(0, shown).map(({ source, urgency, message }) => (
          <li key={source.name}>
            <Notice tone={urgency === 0 ? 'bad' : 'warn'}>
              <Link href={sourceHref(source.name)} className={classes.name}>
                {source.name}
              </Link>
              {urgency === 0 ? ' is down. ' : ' needs a look. '}
              <span className={classes.reason}>
                <Prose text={message} />
              </span>
            </Notice>
          </li>
        ))}
      </ul>
      {items.length > shown && (
        <Button size="compact-sm" variant="subtle" className={classes.more} onClick={onShowAll}>
          Show all {items.length} that need attention
        </Button>
      )}
    </section>
  );
}
