import { partialSettings } from '../../../../../src/api/sources/settings-schemas.js';
import { errorsOf } from '../../../forms/errors-of.js';
import { type SourceFormValues, toSettings } from './source-form-values.js';

/** What is wrong with what was typed, by field; by the rules of the API, and that nothing is named twice. */
export function checkSourceForm(values: SourceFormValues): Record<string, string> {
  return {
    ...errorsOf(partialSettings, toSettings(values)),
    ...twice(
      'tags',
      'tag',
      values.tags.map(({ key }) => key.trim()),
    ),
    ...twice(
      'customMetrics',
      'metric',
      values.customMetrics.map(({ metric }) => metric),
    ),
    ...(values.hasOwnStandbyMetrics
      ? twice(
          'customMetricsStandby',
          'metric',
          values.customMetricsStandby.map(({ metric }) => metric),
        )
      : {}),
  };
}

function twice(field: string, what: string, names: string[]): Record<string, string> {
  const found = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
  return found === undefined ? {} : { [field]: `The ${what} ${found} is there twice.` };
}
