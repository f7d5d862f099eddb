import { Button, NativeSelect } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import card from '../../../components/card.module.css';
import { Command } from '../../../components/command.js';
import page from '../../../components/page.module.css';
import { ChangeFailed } from '../../../forms/change-failed.js';
import { KeyField } from '../key-field.js';
import { useHerokuKey } from '../use-heroku-key.js';
import { LogLines } from './log-lines.js';
import { useLogTail } from './use-log-tail.js';

/** The whole log with a key; without one the way to it. */
export function LogSection() {
  const key = useHerokuKey();
  const tail = useLogTail(key);
  const [part, setPart] = useState<'collector' | 'all'>('collector');
  const isOpen = tail.state === 'open' || tail.state === 'opening';
  function open(event: FormEvent) {
    event.preventDefault();
    tail.start(part);
  }
  return (
    <section className={`${card.card} ${page.section}`} aria-label="Log">
      <h2>Log</h2>
      <p className={page.soft}>The whole log needs an API key, here or where Heroku's command line is signed in:</p>
      <Command text="heroku logs --tail --dyno collector" />
      {!isOpen && (
        <form className={page.section} style={{ padding: 0 }} onSubmit={open} noValidate>
          <KeyField apiKey={key} />
          <NativeSelect
            label="Lines of"
            data={[
              { value: 'collector', label: 'the collector' },
              { value: 'all', label: 'all dynos, the router and Heroku' },
            ]}
            value={part}
            onChange={(event) => setPart(event.currentTarget.value as 'collector' | 'all')}
          />
          <div className={page.actions}>
            <Button type="submit" variant="default">
              {tail.state === 'off' ? 'Show the log' : 'Show it again'}
            </Button>
            {tail.state === 'ended' && !tail.error && <span className={page.soft}>It has ended here.</span>}
          </div>
        </form>
      )}
      <ChangeFailed error={tail.error} what="The log ended" />
      {isOpen && (
        <div className={page.actions}>
          <Button variant="default" onClick={tail.stop}>
            Stop
          </Button>
          <span className={page.soft} role="status">
            {tail.state === 'opening' ? 'Opening.' : 'Lines come as they are written, for a quarter of an hour.'}
          </span>
        </div>
      )}
      {(isOpen || tail.lines.length > 0) && <LogLines lines={tail.lines} />}
    </section>
  );
}
