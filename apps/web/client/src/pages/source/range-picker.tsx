import { SegmentedControl } from '@mantine/core';
import { presetRanges } from '../../range/range.js';
import { CustomRange } from './custom-range.js';
import classes from './range-picker.module.css';
import type { RangeControl } from './use-range.js';

/** Stays in sight while the charts scroll below it. */
export function RangePicker({ range }: { range: RangeControl }) {
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
      <CustomRange range={range} />
      <span className={classes.hint}>Drag over a chart to zoom, double click to return</span>
    </div>
  );
}
