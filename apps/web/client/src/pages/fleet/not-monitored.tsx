import type { UnmonitoredAttachment } from '../../api/contract.js';
import card from '../../components/card.module.css';
import { Command } from '../../components/command.js';
import classes from './not-monitored.module.css';

interface NotMonitoredProps {
  attachments: UnmonitoredAttachment[];
  /** Says how to monitor one; not needed where the page says so already. */
  explain: boolean;
}

/** Databases of this app that nobody watches, and how to change that. */
export function NotMonitored({ attachments, explain }: NotMonitoredProps) {
  if (attachments.length === 0) return null;
  const free = explain && attachments.some((attachment) => attachment.purpose === null);
  return (
    <section className={`${card.card} ${classes.section}`}>
      <h2>Attached, not monitored</h2>
      <ul className={classes.list}>
        {attachments.map(({ variable, purpose }) => (
          <li key={variable} className={classes.item}>
            <code>{variable}</code>
            <span className={classes.purpose}>{purpose ?? 'Not used by this app.'}</span>
          </li>
        ))}
      </ul>
      {free && (
        <>
          <p className={classes.purpose}>To monitor one, attach it once more under a monitored name:</p>
          <Command text="heroku addons:attach <database> --as PGWATCH2_MONITOREDDB_SALES" />
        </>
      )}
    </section>
  );
}
