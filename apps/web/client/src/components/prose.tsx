/** A sentence of the server, with `commands` in backticks set as code. */
export function Prose({ text }: { text: string }) {
  // Pieces at odd places stood between backticks; a backtick without a partner stays as it is.
  const pieces = text.split(/`([^`]+)`/);
  return pieces.map((piece, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence have no other name
    index % 2 ? <code key={index}>{piece}</code> : piece,
  );
}
