import { useIsAdmin } from '../../../session/use-session.js';
import { ExportForm } from './export-form.js';
import { ImportForm } from './import-form.js';

export function TransferSection() {
  const isAdmin = useIsAdmin();
  return (
    <>
      <ExportForm />
      {isAdmin && <ImportForm />}
    </>
  );
}
