import { formatSeconds } from './value.js';

const two = (value: number) => String(value).padStart(2, '0');
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `20:43`, in the zone of the person who looks. */
export function formatMinutes(date: Date): string {
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `20:43:10`, in the zone of the person who looks. */
export function formatClock(date: Date): string {
  return `${formatMinutes(date)}:${two(date.getSeconds())}`;
}

/** `22 Nov`. */
export function formatDay(date: Date): string {
  return `${date.getDate()} ${months[date.getMonth()]}`;
}

/** `22 Nov 20:43:10`; with the year when it is not this one. */
export function formatMoment(date: Date, now = new Date()): string {
  const year = date.getFullYear() === now.getFullYear() ? '' : ` ${date.getFullYear()}`;
  return `${formatDay(date)}${year} ${formatClock(date)}`;
}

/** `22 Nov 20:31:04 – 20:40:12`; the day twice only when it changes. */
export function formatSpan(from: Date, to: Date): string {
  const sameDay = from.toDateString() === to.toDateString();
  return `${formatMoment(from)} – ${sameDay ? formatClock(to) : formatMoment(to)}`;
}

/** `2026-11-22 19:43:10 UTC`, for the tooltip: the zone that the logs are in. */
export function formatUtc(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `just now`, `42 s ago`, `3 min ago`; a clock that runs ahead of ours counts as now. */
export function formatAge(date: Date, nowMs: number): string {
  const seconds = Math.floor((nowMs - date.getTime()) / 1000);
  if (seconds < 3) return 'just now';
  if (seconds < 3600) return `${seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`} ago`;
  return `${formatSeconds(seconds)} ago`;
}
