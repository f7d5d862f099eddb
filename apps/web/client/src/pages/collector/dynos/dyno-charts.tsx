import { NativeSelect } from '@mantine/core';
import type { CollectorDyno, PanelInfo } from '../../../api/contract.js';
import page from '../../../components/page.module.css';
import { useQueryState } from '../../../url/use-query-state.js';
import panelGrid from '../../source/panel-grid.module.css';
import { RangePicker } from '../../source/range-picker.js';
import { useRange } from '../../source/use-range.js';
import { DynoChart } from './dyno-chart.js';

/** How one dyno fared over time. */
export function DynoCharts({ dynos, panels }: { dynos: CollectorDyno[]; panels: PanelInfo[] }) {
  const range = useRange();
  const [asked, setAsked] = useQueryState('dyno');
  const dyno = dynos.find((each) => each.dyno === asked) ?? dynos[0];
  if (!dyno) return null;
  return (
    <section className={page.page} style={{ width: '100%', margin: 0 }} aria-label="Charts of a dyno">
      <div className={page.heading}>
        <h2>{dyno.dyno} over time</h2>
        {dynos.length > 1 && (
          <NativeSelect
            aria-label="Dyno"
            data={dynos.map((each) => each.dyno)}
            value={dyno.dyno}
            onChange={(event) => setAsked(event.currentTarget.value)}
          />
        )}
      </div>
      <RangePicker range={range} />
      <div className={panelGrid.grid}>
        {panels.map((panel) => (
          <DynoChart key={panel.id} dyno={dyno.dyno} panel={panel} range={range} />
        ))}
      </div>
    </section>
  );
}
