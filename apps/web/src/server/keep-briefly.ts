/** Asks again only when the last answer is older than `keepMs`, whatever it was; all who ask meanwhile share it. */
export function keepBriefly<T>(keepMs: number, ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (!answer || performance.now() - askedAt >= keepMs) {
      askedAt = performance.now();
      answer = ask();
    }
    return answer;
  };
}
