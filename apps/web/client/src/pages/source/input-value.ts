const two = (value: number) => String(value).padStart(2, '0');

/** What a `datetime-local` field wants: local time without a zone. */
export function toInputValue(date: Date): string {
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** Milliseconds since the epoch of what a `datetime-local` field says; null when it is empty. */
export function fromInputValue(text: string): number | null {
  const ms = new Date(text).getTime();
  return text === '' || Number.isNaN(ms) ? null : ms;
}
