import { Button, Popover } from '@mantine/core';
import { useState } from 'react';
import { IconCalendar } from '../../components/icons.js';
import { formatSpan, formatUtc } from '../../format/time.js';
import { resolveTime } from '../../range/range.js';
import { CustomRangeForm } from './custom-range-form.js';
import type { RangeControl } from './use-range.js';

/** The button says which two moments are shown when it is not one of the presets. */
export function CustomRange({ range }: { range: RangeControl }) {
  const [opened, setOpened] = useState(false);
  const { current, choose } = range;
  const nowMs = Date.now();
  const from = new Date(resolveTime(current.from, nowMs) ?? nowMs);
  const to = new Date(resolveTime(current.to, nowMs) ?? nowMs);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="sm"
          variant={current.live ? 'default' : 'light'}
          leftSection={<IconCalendar size={15} stroke={1.75} aria-hidden="true" />}
          title={current.live ? undefined : `${formatUtc(from)} to ${formatUtc(to)}`}
          onClick={() => setOpened(!opened)}
        >
          {current.live ? 'Custom' : formatSpan(from, to)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <CustomRangeForm
          from={from}
          to={to}
          onApply={(next) => {
            setOpened(false);
            choose(next);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
