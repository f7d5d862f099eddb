import type { Notice as Told } from '../api/contract.js';
import { Notice } from './notice.js';
import { Prose } from './prose.js';

/** What works less well than it could, each with what to do about it. */
export function NoticeList({ notices }: { notices: Told[] }) {
  return notices.map(({ message, hint }) => (
    <Notice key={message} tone="warn" hint={<Prose text={hint} />}>
      <Prose text={message} />
    </Notice>
  ));
}
