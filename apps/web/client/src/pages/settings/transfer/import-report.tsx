import type { Transfer } from '../../../api/contract.js';
import { Notice } from '../../../components/notice.js';
import page from '../../../components/page.module.css';

/** What an import would change or has changed, and what stands in its way. */
export function ImportReport({ result, isDone }: { result: Transfer; isDone: boolean }) {
  const { changes, unchangedCount, problems, notes } = result;
  return (
    <>
      {problems.length > 0 && (
        <Notice tone="bad">
          Nothing can be imported as it stands:
          <Remarks remarks={problems} />
        </Notice>
      )}
      {problems.length === 0 && (
        <Notice tone="good">
          {changes.length === 0
            ? `Nothing would change: all ${unchangedCount} are here already.`
            : isDone
              ? `Imported, ${unchangedCount} were here already:`
              : `This would change, ${unchangedCount} are here already:`}
          <ul className={page.anywhere}>
            {changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        </Notice>
      )}
      {notes.length > 0 && (
        <Notice tone="warn">
          Not taken over as it stands:
          <Remarks remarks={notes} />
        </Notice>
      )}
    </>
  );
}

function Remarks({ remarks }: { remarks: Transfer['notes'] }) {
  return (
    <ul className={page.anywhere}>
      {remarks.map(({ line, message }) => (
        <li key={`${line} ${message}`}>
          Line {line}: {message}
        </li>
      ))}
    </ul>
  );
}
