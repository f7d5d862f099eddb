import { ActionIcon, NativeSelect, SegmentedControl, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { IconArrowsDiff, IconChevronLeft, IconChevronRight } from '../../components/icons.js';
import { presetRanges } from '../../range/range.js';
import { type Refresh, refreshChoices } from '../../range/refresh.js';
import { CustomRange } from './custom-range.js';
import classes from './range-picker.module.css';
import type { RangeControl } from './use-range.js';

/** Stays in sight while the charts scroll below it. @param children what leads on with this range. */
export function RangePicker({ range, children }: { range: RangeControl; children?: ReactNode }) {
  const { current, choose } = range;
  const preset = current.to === 'now' ? current.from.replace(/^now-/, '') : '';
  return (
    <div className={classes.bar} role="toolbar" aria-label="Time range">
      <SegmentedControl
        className={classes.presets}
        aria-label="Last"
        size="sm"
        data={[...presetRanges]}
        value={preset}
        onChange={(value) => choose({ from: `now-${value}`, to: 'now' })}
      />
      <div className={classes.group}>
        <Shift range={range} direction={-1} />
        <CustomRange range={range} />
        <Shift range={range} direction={1} />
      </div>
      <div className={classes.group}>
        <Compare range={range} />
        <RefreshSelect range={range} />
      </div>
      {children}
      <span className={classes.hint}>Drag over a chart to zoom, double click to zoom out</span>
    </div>
  );
}

function Shift({ range, direction }: { range: RangeControl; direction: -1 | 1 }) {
  const label = direction < 0 ? 'The period before' : 'The period after';
  const Icon = direction < 0 ? IconChevronLeft : IconChevronRight;
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={label}
        disabled={direction > 0 && range.current.live}
        onClick={() => range.shift(direction)}
      >
        <Icon size={16} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}

function Compare({ range }: { range: RangeControl }) {
  const label = 'Compare with the period before, in dashed lines';
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={range.compares ? 'filled' : 'default'}
        size={36}
        aria-label={label}
        aria-pressed={range.compares}
        onClick={() => range.setCompares(!range.compares)}
      >
        <IconArrowsDiff size={16} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}

/** Not offered for a period in the past: it does not change. */
function RefreshSelect({ range }: { range: RangeControl }) {
  const { live } = range.current;
  return (
    <NativeSelect
      className={classes.refresh}
      size="sm"
      aria-label="Refresh"
      title={live ? 'How often the figures are brought up to date' : 'This period is over: its figures stay'}
      disabled={!live}
      value={live ? range.refresh.value : 'off'}
      onChange={(event) => range.setRefresh(event.currentTarget.value as Refresh['value'])}
      data={refreshChoices.map(({ value, label }) => ({
        value,
        label: value === 'off' ? 'No refresh' : `Every ${label}`,
      }))}
    />
  );
}
