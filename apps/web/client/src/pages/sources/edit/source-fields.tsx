import { Checkbox, NativeSelect, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import card from '../../../components/card.module.css';
import page from '../../../components/page.module.css';
import { useMetrics, usePresets } from '../queries.js';
import { IntervalRows } from './interval-rows.js';
import type { SourceFormValues } from './source-form-values.js';
import { TagRows } from './tag-rows.js';

interface SourceFieldsProps {
  form: UseFormReturnType<SourceFormValues>;
  disabled: boolean;
}

/** All that people decide about a source. */
export function SourceFields({ form, disabled }: SourceFieldsProps) {
  const { values, errors } = form;
  const presets = usePresets().data ?? [];
  const metrics = useMetrics().data?.map(({ name }) => name) ?? [];
  // Before the list is there, what is chosen has to be seen as chosen.
  const names = [...new Set([...presets.map(({ name }) => name), values.preset, values.presetStandby])].filter(Boolean);
  const intervalsOf = (name: string) => presets.find((preset) => preset.name === name)?.metrics ?? {};
  const textOf = (name: string) => presets.find((preset) => preset.name === name)?.description;
  const errorOf = (field: keyof SourceFormValues) => errors[field]?.toString();
  return (
    <>
      <section className={`${card.card} ${page.section}`} aria-label="What it is">
        <Switch
          label="Enabled"
          description="Switched off, nothing is asked of it; its history stays."
          disabled={disabled}
          {...form.getInputProps('isEnabled', { type: 'checkbox' })}
        />
        <TextInput
          label="Group"
          description="Sources of a group stand together in the fleet."
          disabled={disabled}
          {...form.getInputProps('group')}
        />
        <TagRows
          rows={values.tags}
          error={errorOf('tags')}
          disabled={disabled}
          onChange={(rows) => form.setFieldValue('tags', rows)}
        />
      </section>
      <section className={`${card.card} ${page.section}`} aria-label="What is gathered">
        <NativeSelect
          label="Preset"
          description={textOf(values.preset)}
          data={names}
          disabled={disabled}
          {...form.getInputProps('preset')}
        />
        <IntervalRows
          legend="Intervals of its own"
          rows={values.customMetrics}
          metrics={metrics}
          preset={intervalsOf(values.preset)}
          error={errorOf('customMetrics')}
          disabled={disabled}
          onChange={(rows) => form.setFieldValue('customMetrics', rows)}
        />
      </section>
      <section className={`${card.card} ${page.section}`} aria-label="While it is a standby">
        <h2>While it is a standby</h2>
        <Checkbox
          label="Gather only while it is a primary"
          description="A standby is then asked for nothing but whether it is up."
          disabled={disabled}
          {...form.getInputProps('onlyIfPrimary', { type: 'checkbox' })}
        />
        <NativeSelect
          label="Preset while a standby"
          data={[{ value: '', label: 'As of a primary' }, ...names]}
          disabled={disabled || values.onlyIfPrimary}
          {...form.getInputProps('presetStandby')}
        />
        <Checkbox
          label="Other intervals while a standby"
          disabled={disabled || values.onlyIfPrimary}
          {...form.getInputProps('hasOwnStandbyMetrics', { type: 'checkbox' })}
        />
        {values.hasOwnStandbyMetrics && (
          <IntervalRows
            legend="Intervals while a standby"
            rows={values.customMetricsStandby}
            metrics={metrics}
            preset={intervalsOf(values.presetStandby || values.preset)}
            error={errorOf('customMetricsStandby')}
            disabled={disabled || values.onlyIfPrimary}
            onChange={(rows) => form.setFieldValue('customMetricsStandby', rows)}
          />
        )}
      </section>
    </>
  );
}
