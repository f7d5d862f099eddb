import { Moment } from './moment.js';

const instant = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/;

/** A sentence of the server, with `commands` in backticks set as code and instants in the reader's zone. */
export function Prose({ text }: { text: string }) {
  // Pieces at odd places stood between backticks; a backtick without a partner stays as it is.
  const pieces = text.split(/`([^`]+)`/);
  return pieces.map((piece, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence have no other name
    index % 2 ? <code key={index}>{piece}</code> : piece.split(instant).map(toMoment),
  );
}

function toMoment(piece: string, index: number) {
  return index % 2 ? <Moment key={index} at={new Date(piece)} /> : piece;
}
