import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { Notice } from '../../../components/notice.js';
import page from '../../../components/page.module.css';
import { sourceHref } from '../../../components/source-href.js';

export function AddedSources({ names, onMore }: { names: string[]; onMore: () => void }) {
  return (
    <>
      <Notice tone="good" hint="The collector connects within seconds; the first samples are here within a minute.">
        Added:{' '}
        {names.map((name, index) => (
          <span key={name} className={page.anywhere}>
            {index > 0 && ', '}
            <Link href={sourceHref(name)}>{name}</Link>
          </span>
        ))}
      </Notice>
      <div className={page.actions}>
        <Button variant="default" onClick={onMore}>
          Add another
        </Button>
        <Link href="/sources">All sources</Link>
      </div>
    </>
  );
}
