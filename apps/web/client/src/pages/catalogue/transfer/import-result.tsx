import type { Transfer } from '../../../api/contract.js';
import { Notice } from '../../../components/notice.js';
import { Prose } from '../../../components/prose.js';

export function ImportResult({ result, dryRun }: { result: Transfer; dryRun: boolean }) {
  const { changes, unchangedCount, problems, notes } = result;
  const same = unchangedCount > 0 ? ` ${unchangedCount} as they are already.` : '';
  return (
    <>
      {problems.length > 0 && (
        <Notice tone="bad" hint={<Remarks remarks={problems} />}>
          Nothing is imported: this stands in the way.
        </Notice>
      )}
      {problems.length === 0 && (
        <Notice tone="good" hint={<List items={changes} />}>
          {changes.length === 0
            ? `There is nothing to change.${same}`
            : `${dryRun ? 'This would change' : 'This was changed'}, ${changes.length} in all.${same}`}
        </Notice>
      )}
      {notes.length > 0 && (
        <Notice tone="warn" hint={<Remarks remarks={notes} />}>
          Not taken over, or not as it stands:
        </Notice>
      )}
    </>
  );
}

function Remarks({ remarks }: { remarks: Transfer['notes'] }) {
  return <List items={remarks.map(({ line, message }) => `Line ${line}: ${message}`)} />;
}

function List({ items }: { items: string[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>
          <Prose text={item} />
        </li>
      ))}
    </ul>
  );
}
