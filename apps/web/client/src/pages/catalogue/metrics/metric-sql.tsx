import { Button, SegmentedControl } from '@mantine/core';
import { useRef, useState } from 'react';
import type { MetricDefinition } from '../../../api/contract.js';
import card from '../../../components/card.module.css';
import { CopyButton } from '../../../components/copy-button.js';
import page from '../../../components/page.module.css';
import { useIsAdmin } from '../../../session/use-session.js';
import { SqlEditor, type SqlPointer } from '../editor/sql-editor.js';
import { TryMetric } from './try-metric.js';
import { VersionForm } from './version-form.js';

type Versions = MetricDefinition['versions'];

interface MetricSqlProps {
  versions: Versions;
  extension?: string;
  /** Without it the SQL can only be read. */
  onChange?: (versions: Versions) => void;
}

/** The SQL per major of PostgreSQL, and a place to try it. */
export function MetricSql({ versions, extension, onChange }: MetricSqlProps) {
  const [chosen, setChosen] = useState(() => versions.at(-1)?.minMajor);
  const isAdmin = useIsAdmin();
  const pointer = useRef<SqlPointer>(null);
  const current = versions.find(({ minMajor }) => minMajor === chosen) ?? versions[0];
  if (!current) return null;
  const { minMajor } = current;
  // What is shipped begins with the line break of its file.
  const sql = current.sql.replace(/^\s*\n/, '');
  const change = (text: string) =>
    onChange?.(versions.map((each) => (each.minMajor === minMajor ? { ...each, sql: text } : each)));
  function remove() {
    onChange?.(versions.filter((each) => each.minMajor !== minMajor));
    setChosen(undefined);
  }
  function add(major: number) {
    const before = versions.filter((each) => each.minMajor < major).at(-1) ?? current;
    const added = { minMajor: major, sql: before?.sql ?? '' };
    onChange?.([...versions, added].sort((one, other) => one.minMajor - other.minMajor));
    setChosen(major);
  }
  return (
    <section className={`${card.card} ${page.section}`} aria-label="SQL">
      <div className={page.heading}>
        <h2>SQL</h2>
        <SegmentedControl
          aria-label="For which PostgreSQL"
          size="xs"
          data={versions.map((each) => ({ value: String(each.minMajor), label: rangeOf(each.minMajor, versions) }))}
          value={String(minMajor)}
          onChange={(value) => setChosen(Number(value))}
        />
        {onChange && versions.length > 1 && (
          <Button size="compact-sm" variant="default" onClick={remove}>
            Remove the SQL for {rangeOf(minMajor, versions)}
          </Button>
        )}
        {onChange && <VersionForm taken={versions.map((each) => each.minMajor)} onAdd={add} />}
        <CopyButton text={sql} what="SQL" />
      </div>
      <SqlEditor
        key={minMajor}
        ref={pointer}
        label={`SQL for PostgreSQL ${rangeOf(minMajor, versions)}`}
        value={sql}
        {...(onChange ? { onChange: change } : {})}
      />
      {isAdmin && (
        <TryMetric
          sql={sql}
          versions={versions}
          chosen={minMajor}
          {...(extension ? { extension } : {})}
          onPointAt={(offset) => pointer.current?.pointAt(offset)}
        />
      )}
    </section>
  );
}

/** `15 to 17`, `18 and later`. */
function rangeOf(minMajor: number, versions: Versions): string {
  const next = versions.find((each) => each.minMajor > minMajor)?.minMajor;
  if (next === undefined) return `${minMajor} and later`;
  return next - 1 === minMajor ? String(minMajor) : `${minMajor} to ${next - 1}`;
}
