import { useDocumentTitle } from '@mantine/hooks';
import { Link } from 'wouter';
import { Notice } from '../../components/notice.js';
import page from '../../components/page.module.css';
import { RowsSkeleton } from '../../components/rows-skeleton.js';
import { useSession } from '../../session/use-session.js';
import { RemovalSection } from '../heroku/removal/removal-section.js';
import { NotFoundPage } from '../not-found-page.js';
import { AccessSection } from './access/access-section.js';
import { AuditSection } from './audit/audit-section.js';
import { HistorySection } from './history/history-section.js';
import { sectionHref, sections } from './sections.js';
import classes from './settings-page.module.css';
import { TokensSection } from './tokens/tokens-section.js';
import { TransferSection } from './transfer/transfer-section.js';

const contents: Record<string, () => React.ReactNode> = {
  '': HistorySection,
  access: AccessSection,
  tokens: TokensSection,
  transfer: TransferSection,
  removal: RemovalSection,
  audit: AuditSection,
};

export function SettingsPage({ section: id = '' }: { section?: string | undefined }) {
  const role = useSession().data?.role;
  const section = sections.find((one) => one.id === id);
  useDocumentTitle(`${section && id ? section.label : 'Settings'} · pgwatch`);
  const Content = contents[id];
  if (!section || !Content) return <NotFoundPage />;
  return (
    <div className={page.page}>
      <h1>Settings</h1>
      <nav className={classes.tabs} aria-label="Settings">
        {sections
          .filter(({ forAdmins }) => !forAdmins || role === 'admin')
          .map((one) => (
            <Link
              key={one.id}
              href={sectionHref(one.id)}
              className={classes.tab}
              aria-current={one.id === id ? 'page' : undefined}
            >
              {one.label}
            </Link>
          ))}
      </nav>
      {section.forAdmins && role === undefined && <RowsSkeleton what="the settings" />}
      {section.forAdmins && role === 'viewer' && (
        <Notice tone="warn">You may look and change nothing. This is for admins.</Notice>
      )}
      {(!section.forAdmins || role === 'admin') && <Content />}
    </div>
  );
}
