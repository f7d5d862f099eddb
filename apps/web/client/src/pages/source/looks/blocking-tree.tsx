import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { TableData } from '../../../api/contract.js';
import { formatMoment, formatUtc } from '../../../format/time.js';
import { formatSeconds } from '../../../format/value.js';
import { type BlockingNode, blockingForest, blockingMoments, pidsOf } from './blocking-forest.js';
import classes from './blocking-tree.module.css';

/** Who blocked whom at the latest moment at which anybody did, or at one that is chosen. */
export function BlockingTree({ data }: { data: TableData }) {
  const moments = blockingMoments(data);
  const [chosen, setChosen] = useState<number | null>(null);
  const moment = chosen !== null && moments.includes(chosen) ? chosen : (moments[0] ?? 0);
  const roots = blockingForest(data, moment);
  return (
    <>
      <div className={classes.head}>
        <NativeSelect
          size="xs"
          label="Seen at"
          title={formatUtc(new Date(moment))}
          value={String(moment)}
          onChange={(event) => setChosen(Number(event.currentTarget.value))}
          data={moments.map((at, place) => ({
            value: String(at),
            label: `${formatMoment(new Date(at))}${place === 0 ? ', the latest' : ''}`,
          }))}
        />
      </div>
      <ul className={classes.tree} aria-label="Sessions that wait stand below the one they wait for">
        {roots.map((root) => (
          <Session key={root.pid} node={root} />
        ))}
      </ul>
    </>
  );
}

function Session({ node }: { node: BlockingNode }) {
  const { pid, role, application, query, waiting, isWaiting, isCycle } = node;
  const behind = new Set(waiting.flatMap(pidsOf)).size;
  return (
    <li className={classes.session}>
      <div className={classes.who} data-root={!isWaiting || undefined}>
        <span>
          <strong>{pid}</strong>
          {[application, role].filter(Boolean).map((name) => ` · ${name}`)}
        </span>
        <span className={isWaiting ? classes.waits : classes.soft}>{standing(node)}</span>
        {behind > 0 && <span className={classes.blocks}>blocks {behind}</span>}
        {isCycle && <span className={classes.blocks}>stands further up as well: they wait for each other</span>}
        <code className={classes.query}>{query ?? '(statement not known)'}</code>
      </div>
      {waiting.length > 0 && (
        <ul className={classes.below}>
          {waiting.map((child) => (
            <Session key={child.pid} node={child} />
          ))}
        </ul>
      )}
    </li>
  );
}

function standing({ isWaiting, seconds }: BlockingNode): string {
  if (seconds === null) return isWaiting ? 'waits' : 'was not among the sessions that were listed';
  return `${isWaiting ? 'waits, statement began' : 'statement began'} ${formatSeconds(seconds)} before`;
}
