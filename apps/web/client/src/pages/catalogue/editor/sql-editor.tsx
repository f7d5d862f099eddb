import { useMantineStyleNonce } from '@mantine/core';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { SqlEditorHandle } from './code-mirror.js';
import classes from './sql-editor.module.css';

export interface SqlPointer {
  pointAt: (offset: number) => void;
}

interface SqlEditorProps {
  label: string;
  value: string;
  /** Without it the text can only be read. */
  onChange?: (value: string) => void;
  ref?: Ref<SqlPointer>;
}

/** SQL with colours and line numbers; a plain field until the editor has come, and when it cannot. */
export function SqlEditor({ label, value, onChange, ref }: SqlEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<SqlEditorHandle>(null);
  const latest = useRef({ value, onChange, label });
  const [isThere, setThere] = useState(false);
  const nonce = useMantineStyleNonce();
  latest.current = { value, onChange, label };

  useEffect(() => {
    let isGone = false;
    import('./code-mirror.js').then(
      ({ createSqlEditor }) => {
        if (isGone || !host.current) return;
        editor.current = createSqlEditor({
          parent: host.current,
          text: latest.current.value,
          label: latest.current.label,
          isReadOnly: latest.current.onChange === undefined,
          nonce: nonce?.() ?? '',
          onChange: (text) => {
            if (text !== latest.current.value) latest.current.onChange?.(text);
          },
        });
        setThere(true);
      },
      () => undefined, // the plain field does as well
    );
    return () => {
      isGone = true;
      editor.current?.destroy();
      editor.current = null;
      setThere(false);
    };
  }, [nonce]);

  useEffect(() => editor.current?.setText(value), [value]);
  const isReadOnly = onChange === undefined;
  useEffect(() => editor.current?.setReadOnly(isReadOnly), [isReadOnly]);
  useImperativeHandle(ref, () => ({ pointAt: (offset) => editor.current?.pointAt(offset) }), []);

  return (
    <div className={classes.editor}>
      <div ref={host} />
      {!isThere && (
        <textarea
          className={classes.plain}
          aria-label={label}
          value={value}
          rows={Math.min(24, value.split('\n').length + 1)}
          readOnly={isReadOnly}
          spellCheck={false}
          onChange={(event) => onChange?.(event.currentTarget.value)}
        />
      )}
    </div>
  );
}
