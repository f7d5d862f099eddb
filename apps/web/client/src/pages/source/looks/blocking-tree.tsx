import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { TableData } from '../../../api/contract.js';
import { formatMoment, formatUtc } from '../../../format/time.js';
import { DataTable } from '../table/data-table.js';
import { type BlockingNode, blockingForest, blockingMoments, pidsOf } from './blocking-forest.js';
import classes from './blocking-tree.module.css';

/** Who blocked whom at the latest moment, or at one that is chosen; below it every wait of the range. */
export function BlockingTree({ data, title }: { data: TableData; title: string }) {
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
      <details className={classes.all}>
        <summary>Every wait that was seen</summary>
        <DataTable data={data} title={title} rowsAtFirst={20} />
      </details>
    </>
  );
}

function Session({ node }: { node: BlockingNode }) {
  const { pid, role, query, waitsFor, waiting, isCycle } = node;
  const behind = new Set(waiting.flatMap(pidsOf)).size;
  return (
    <li className={classes.session}>
      <div className={classes.who} data-root={waitsFor === null || undefined}>
        <span>
          <strong>{pid}</strong>
          {role && ` ${role}`}
        </span>
        {waitsFor && <span className={classes.waits}>waits for {waitsFor}</span>}
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
