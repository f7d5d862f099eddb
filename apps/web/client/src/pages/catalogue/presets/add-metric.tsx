import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { MetricSummary } from '../../../api/contract.js';
import page from '../../../components/page.module.css';

const firstIntervalSeconds = 60;

interface AddMetricProps {
  choices: MetricSummary[];
  onAdd: (name: string, seconds: number) => void;
}

export function AddMetric({ choices, onAdd }: AddMetricProps) {
  const [picked, setPicked] = useState('');
  const names = choices.map(({ name }) => name).sort();
  if (names.length === 0) return <p className={page.soft}>It has every metric there is.</p>;
  const name = names.includes(picked) ? picked : names[0];
  return (
    <div className={page.actions}>
      <NativeSelect
        aria-label="Metric to add"
        data={names}
        value={name}
        onChange={(event) => setPicked(event.currentTarget.value)}
      />
      <Button variant="default" onClick={() => name && onAdd(name, firstIntervalSeconds)}>
        Add {name}
      </Button>
    </div>
  );
}
