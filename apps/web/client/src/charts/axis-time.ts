import { formatClock, formatDay, formatMinutes } from '../format/time.js';

const daySeconds = 86_400;

/** Labels of the time axis: as short as the distance between them allows, the day where a new one begins. */
export function timeLabels(splits: number[], distanceSeconds: number): string[] {
  let previousDay = '';
  return splits.map((seconds, index) => {
    const date = new Date(seconds * 1000);
    const day = formatDay(date);
    const newDay = index > 0 && day !== previousDay;
    previousDay = day;
    if (distanceSeconds >= daySeconds || newDay) return day;
    return distanceSeconds < 60 ? formatClock(date) : formatMinutes(date);
  });
}
