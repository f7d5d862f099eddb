import { Link } from 'wouter';
import card from '../../components/card.module.css';
import { Command } from '../../components/command.js';
import { addHerokuHref } from '../heroku/addresses.js';
import classes from './empty-fleet.module.css';

/** What to do when there is nothing to look at yet. */
export function EmptyFleet() {
  return (
    <section className={`${card.card} ${classes.empty}`}>
      <h2 className={classes.title}>No database is monitored yet</h2>
      <p className={classes.text}>
        Attach a Heroku Postgres database to this app under a name that starts with <code>PGWATCH2_MONITOREDDB_</code>.
        What follows becomes its name here.
      </p>
      <p className={classes.text}>
        <Link href={addHerokuHref}>Choose one of your account's databases</Link> with an API key, or by hand:
      </p>
      <Command text="heroku addons:attach <database> --as PGWATCH2_MONITOREDDB_SALES" />
      <p className={classes.text}>
        Heroku restarts the dynos with the new config var, and the first samples are here within a minute.{' '}
        <Link href="/setup">Setup</Link> shows each step as it happens.
      </p>
    </section>
  );
}
