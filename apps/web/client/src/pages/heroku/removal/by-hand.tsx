import { useSettings } from '../../../api/queries.js';
import card from '../../../components/card.module.css';
import { Command } from '../../../components/command.js';
import page from '../../../components/page.module.css';

/** The same without a key: the clicks and the commands, to the letter. */
export function ByHand() {
  const app = useSettings().data?.appName;
  const name = app ?? '<app>';
  const dashboard = app && `https://dashboard.heroku.com/apps/${encodeURIComponent(app)}`;
  return (
    <section className={`${card.card} ${page.section}`} aria-label="Without a key">
      <h2>Without a key</h2>
      <h3>The demo</h3>
      <p>
        Two clicks on the <Place href={dashboard && `${dashboard}/resources`}>Resources tab</Place> of the app: delete
        the database that is attached as MONITOREDDB (its price stands beside it), and switch pgbench off. Or:
      </p>
      <Command text={`heroku addons:destroy MONITOREDDB --app ${name} --confirm ${name}`} />
      <Command text={`heroku ps:scale pgbench=0 --app ${name}`} />
      <h3>Everything</h3>
      <p>
        First take back what was made in databases of other apps, then delete the app: the last button on its{' '}
        <Place href={dashboard && `${dashboard}/settings`}>Settings tab</Place>. Or:
      </p>
      <Command text={`heroku run pgwatch-heroku monitored-uninstall --app ${name}`} />
      <Command text={`heroku apps:destroy --app ${name} --confirm ${name}`} />
    </section>
  );
}

function Place({ href, children }: { href: string | null | undefined; children: string }) {
  if (!href) return children;
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
