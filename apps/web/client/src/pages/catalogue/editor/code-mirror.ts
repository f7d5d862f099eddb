import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { PostgreSQL, sql } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

// Lines may be paler than text: some of the ink makes them dark or light enough to be read.
const readable = (name: string) => `color-mix(in srgb, var(${name}) 65%, var(--ink))`;

// The colours of the charts: they are made to be told apart on both schemes.
const highlighting = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--series-5)' },
  { tag: [tags.string, tags.special(tags.string)], color: readable('--series-8') },
  { tag: [tags.number, tags.bool, tags.null], color: readable('--series-2') },
  { tag: [tags.typeName, tags.standard(tags.name)], color: readable('--series-3') },
  { tag: tags.comment, color: 'var(--ink-faint)', fontStyle: 'italic' },
]);

const look = EditorView.theme({
  '&': { backgroundColor: 'var(--surface-sunken)', color: 'var(--ink)', fontSize: '12.5px' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '1.5', maxHeight: '60vh' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '8px 0' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--ink-faint)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--accent-soft)' },
  '.cm-matchingBracket': { outline: '1px solid var(--accent)' },
});

export interface SqlEditorOptions {
  parent: HTMLElement;
  text: string;
  label: string;
  isReadOnly: boolean;
  /** Of the page, for the styles that are made at run time. */
  nonce: string;
  onChange: (text: string) => void;
}

export interface SqlEditorHandle {
  setText(text: string): void;
  setReadOnly(isReadOnly: boolean): void;
  /** Puts the cursor before a character, counted from 0, and shows it. */
  pointAt(offset: number): void;
  destroy(): void;
}

/** Tab moves on to the next field, as everywhere: who works by keyboard must be able to leave. */
export function createSqlEditor(options: SqlEditorOptions): SqlEditorHandle {
  const reading = new Compartment();
  const readOnly = (isReadOnly: boolean) => [
    EditorState.readOnly.of(isReadOnly),
    isReadOnly ? [] : highlightActiveLine(),
  ];
  const view = new EditorView({
    parent: options.parent,
    doc: options.text,
    extensions: [
      EditorView.cspNonce.of(options.nonce),
      lineNumbers(),
      history(),
      bracketMatching(),
      keymap.of([...defaultKeymap, ...historyKeymap]),
      sql({ dialect: PostgreSQL, upperCaseKeywords: true }),
      syntaxHighlighting(highlighting),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': options.label, tabindex: '0' }),
      look,
      reading.of(readOnly(options.isReadOnly)),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) options.onChange(update.state.doc.toString());
      }),
    ],
  });
  return {
    setText(text) {
      if (text !== view.state.doc.toString())
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    setReadOnly: (isReadOnly) => view.dispatch({ effects: reading.reconfigure(readOnly(isReadOnly)) }),
    pointAt(offset) {
      const anchor = Math.max(0, Math.min(offset, view.state.doc.length));
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}
