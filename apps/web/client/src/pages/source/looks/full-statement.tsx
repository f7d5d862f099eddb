import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { TableData } from '../../../api/contract.js';
import { CopyButton } from '../../../components/copy-button.js';
import { formatSql } from '../../../format/sql.js';
import classes from './full-statement.module.css';
import { namedRows, textOf } from './named-rows.js';

/** The whole text of the statement (`query`) of the first row, laid out or as it came. */
export function FullStatement({ data }: { data: TableData }) {
  const [shown, setShown] = useState('laid-out');
  const text = textOf(namedRows(data)[0]?.['query']) ?? '(text not known)';
  const laidOut = useMemo(() => formatSql(text), [text]);
  const visible = shown === 'laid-out' ? laidOut : text;
  return (
    <div className={classes.statement}>
      <div className={classes.tools}>
        <SegmentedControl
          size="xs"
          aria-label="Text of the statement"
          data={[
            { value: 'laid-out', label: 'Laid out' },
            { value: 'as-is', label: 'As it is' },
          ]}
          value={shown}
          onChange={setShown}
        />
        <CopyButton text={visible} what="statement" />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className={classes.text} tabIndex={0}>
        <code>{visible}</code>
      </pre>
    </div>
  );
}
