import { useDocumentTitle } from '@mantine/hooks';
import { Link } from 'wouter';
import page from '../../../components/page.module.css';
import { useIsAdmin } from '../../../session/use-session.js';
import { metricsHref, presetsHref } from '../addresses.js';
import { ExportForm } from './export-form.js';
import { ImportForm } from './import-form.js';

export function TransferPage() {
  const isAdmin = useIsAdmin();
  useDocumentTitle('Import and export · pgwatch');
  return (
    <div className={page.page}>
      <div>
        <h1>Import and export</h1>
        <p className={page.soft}>
          <Link href={metricsHref}>Metrics</Link>, <Link href={presetsHref}>presets</Link> and attached sources, as YAML
          of pgwatch 3 and later. No URL and no password is in it.
        </p>
      </div>
      <ExportForm />
      {isAdmin && <ImportForm />}
    </div>
  );
}
