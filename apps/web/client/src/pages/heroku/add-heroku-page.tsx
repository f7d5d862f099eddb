import { useDocumentTitle } from '@mantine/hooks';
import { Link } from 'wouter';
import { Command } from '../../components/command.js';
import { Notice } from '../../components/notice.js';
import page from '../../components/page.module.css';
import { RowsSkeleton } from '../../components/rows-skeleton.js';
import { useSession } from '../../session/use-session.js';
import { AddFromHeroku } from './add-from-heroku.js';

export function AddHerokuPage() {
  const role = useSession().data?.role;
  useDocumentTitle('Add from Heroku · pgwatch');
  return (
    <div className={page.page}>
      <div className={page.heading}>
        <h1>Add from Heroku</h1>
        <Link href="/sources">All sources</Link>
      </div>
      <p className={page.soft}>
        Choose a Heroku Postgres database that your account sees. It gets a credential with the least rights, is
        attached to this app, and the app restarts once: this page waits for it and ends with the first sample.
      </p>
      {role === undefined && <RowsSkeleton what="the form" />}
      {role === 'viewer' && <Notice tone="warn">You may look and change nothing. An admin can add sources.</Notice>}
      {role === 'admin' && <AddFromHeroku />}
      <details className={page.soft}>
        <summary>Without a key</summary>
        <p>The same by hand, with Heroku's command line:</p>
        <Command text="heroku addons --all" />
        <Command text="heroku addons:attach <database> --as PGWATCH2_MONITOREDDB_SALES" />
      </details>
    </div>
  );
}
