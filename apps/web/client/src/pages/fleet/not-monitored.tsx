import { Button } from '@mantine/core';
import { Link } from 'wouter';
import type { UnmonitoredAttachment } from '../../api/contract.js';
import card from '../../components/card.module.css';
import { Command } from '../../components/command.js';
import { useIsAdmin } from '../../session/use-session.js';
import { addHerokuHref } from '../heroku/addresses.js';
import classes from './not-monitored.module.css';

interface NotMonitoredProps {
  attachments: UnmonitoredAttachment[];
  /** Says how to monitor one; not needed where the page says so already. */
  explain: boolean;
}

/** Databases of this app that nobody watches, and how to change that. */
export function NotMonitored({ attachments, explain }: NotMonitoredProps) {
  const isAdmin = useIsAdmin();
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
          {isAdmin && (
            <div>
              <Button
                component={Link}
                href={addHerokuHref}
                size="xs"
                variant="default"
                style={{ textDecoration: 'none' }}
              >
                Monitor one, with an API key
              </Button>
            </div>
          )}
          <p className={classes.purpose}>Or attach it once more under a monitored name:</p>
          <Command text="heroku addons:attach <database> --as PGWATCH2_MONITOREDDB_SALES" />
        </>
      )}
    </section>
  );
}
