import { Link } from 'wouter';
import { Notice } from '../../components/notice.js';
import { Prose } from '../../components/prose.js';
import { sourceHref } from '../../components/source-href.js';
import type { Attention } from './attention.js';
import classes from './attention-panel.module.css';

/** What an engineer on call has to look at first; nothing at all when all is well. */
export function AttentionPanel({ items }: { items: Attention[] }) {
  if (items.length === 0) return null;
  return (
    <section aria-label="Needs attention">
      <ul className={classes.list}>
        {items.map(({ source, urgency, message }) => (
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
    </section>
  );
}
