import { useEffect, useRef, useState } from 'react';
import { useApi } from '../../../api/api-context.js';
import type { HerokuKey } from '../use-heroku-key.js';
import { readLines } from './read-lines.js';

/** What a person scrolls through; older lines go. */
const mostLines = 2_000;

export interface LogTail {
  state: 'off' | 'opening' | 'open' | 'ended';
  lines: string[];
  error: Error | null;
  start: (part: 'collector' | 'all') => void;
  stop: () => void;
}

/** The log as it is written, until it is stopped, the page is left, or the server ends it. */
export function useLogTail(key: HerokuKey): LogTail {
  const api = useApi();
  const [state, setState] = useState<LogTail['state']>('off');
  const [lines, setLines] = useState<string[]>([]);
  const [error, setError] = useState<Error | null>(null);
  const ending = useRef<AbortController>(undefined);
  useEffect(() => () => ending.current?.abort(), []);

  async function run(part: 'collector' | 'all', signal: AbortSignal) {
    setError(null);
    setLines([]);
    setState('opening');
    try {
      const body = await api.stream('/api/v1/heroku/log', { ...key.body, part }, signal);
      key.forget();
      setState('open');
      for await (const more of readLines(body)) {
        if (signal.aborted) return;
        setLines((before) => [...before, ...more].slice(-mostLines));
      }
    } catch (failure) {
      if (signal.aborted) return;
      setError(failure as Error);
    }
    if (!signal.aborted) setState('ended');
  }
  return {
    ...{ state, lines, error },
    start: (part) => {
      ending.current?.abort();
      ending.current = new AbortController();
      void run(part, ending.current.signal);
    },
    stop: () => {
      ending.current?.abort();
      setState('ended');
    },
  };
}
