/** Waits until something holds, and says what it waited for when it never does. */
export async function until<T>(what: string, read: () => Promise<T | undefined | false> | T | undefined | false) {
  const endsAt = Date.now() + 45_000;
  for (;;) {
    const value = await read();
    if (value) return value;
    if (Date.now() > endsAt) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
