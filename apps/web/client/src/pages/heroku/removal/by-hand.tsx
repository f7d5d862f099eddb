import { useSettings } from '../../../api/queries.js';
import card from '../../../components/card.module.css';
import { Command } from '../../../components/command.js';
import page from '../../../components/page.module.css';

/** The same without a key: the clicks and the commands, to the letter. */
export function ByHand() {
  const settings = useSettings().data;
  const app = settings?.appName;
  const isOneOfThree = settings?.role === 'collector';
  const name = app ?? '<app>';
  const { grafana, monitored } = settings?.siblings ?? { grafana: `${name}-grafana`, monitored: `${name}-monitored` };
  const dashboard = app && `https://dashboard.heroku.com/apps/${encodeURIComponent(app)}`;
  return (
    <section className={`${card.card} ${page.section}`} aria-label="Without a key">
      <h2>Without a key</h2>
      <h3>The demo</h3>
      {isOneOfThree ? <DemoApp name={monitored} /> : <DemoParts name={name} dashboard={dashboard} />}
      <h3>Everything</h3>
      <p>
        First take back what was made in databases of other apps; what the attached credential may not remove there, it
        names. Then delete{' '}
        {isOneOfThree ? (
          `all three apps, each with the last button on its Settings tab; the other two are ${grafana} and ${monitored} unless they were renamed. Or:`
        ) : (
          <>
            the app: the last button on its <Place href={dashboard && `${dashboard}/settings`}>Settings tab</Place>. Or:
          </>
        )}
      </p>
      <Command text={`heroku run --env HEROKU_APP_NAME=${name} --app ${name} -- pgwatch-heroku predestroy`} />
      {isOneOfThree && <Command text={`heroku apps:destroy --app ${grafana} --confirm ${grafana}`} />}
      {isOneOfThree && <Command text={`heroku apps:destroy --app ${monitored} --confirm ${monitored}`} />}
      <Command text={`heroku apps:destroy --app ${name} --confirm ${name}`} />
    </section>
  );
}

function DemoApp({ name }: { name: string }) {
  return (
    <>
      <p>
        It is an app of its own, {name} unless it was renamed. Two clicks: open it in the{' '}
        <Place href="https://dashboard.heroku.com/apps">dashboard</Place>, and delete it with the last button on its
        Settings tab. Or:
      </p>
      <Command text={`heroku apps:destroy --app ${name} --confirm ${name}`} />
    </>
  );
}

function DemoParts({ name, dashboard }: { name: string; dashboard: string | null | undefined }) {
  return (
    <>
      <p>
        Two clicks on the <Place href={dashboard && `${dashboard}/resources`}>Resources tab</Place> of the app: delete
        the database that is attached as MONITOREDDB (its price stands beside it), and switch pgbench off. Or:
      </p>
      <Command text={`heroku addons:destroy MONITOREDDB --app ${name} --confirm ${name}`} />
      <Command text={`heroku ps:scale pgbench=0 --app ${name}`} />
    </>
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
