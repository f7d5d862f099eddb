import type { Settings } from '../../../api/contract.js';
import card from '../../../components/card.module.css';
import { Command } from '../../../components/command.js';
import page from '../../../components/page.module.css';
import classes from './history.module.css';

/** Where the rest is. */
export function LinkList({ settings: { links, appName, hasOwnCredential, allowsUrlSources } }: { settings: Settings }) {
  return (
    <section className={`${card.card} ${page.section}`}>
      <h2>Deployment</h2>
      <ul className={classes.links}>
        {links.map(({ title, href }) => (
          <li key={href}>
            <a href={href}>{title}</a>
          </li>
        ))}
      </ul>
      <p className={page.soft}>
        {hasOwnCredential
          ? 'The collector and these pages use a credential of their own (PGWATCH2_URL).'
          : 'The collector and these pages use the default credential of the Collector DB (DATABASE_URL).'}{' '}
        {allowsUrlSources
          ? 'Databases can be added by URL.'
          : 'Databases cannot be added by URL (PGWATCH2_ALLOW_URL_SOURCES=false).'}
      </p>
      <p>These are config vars, so that they stay through a release and can be changed without these pages:</p>
      <Command text={`heroku config:set PGWATCH2_RETENTION_DAYS=180${appName ? ` --app ${appName}` : ''}`} />
    </section>
  );
}
