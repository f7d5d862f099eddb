import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import { type FetchShape, type PendingFetch, pendingFetch } from './pending-fetch.js';

/** What most fetches of a segment have in common is there once, and they say which. */
interface Segment {
  /** Each as JSON, so that it serves as the key of the shape that is in memory already. */
  shapes: string[];
  tags: string[];
  fetches: SegmentFetch[];
}
type SegmentFetch = [
  sourceId: number,
  shape: number,
  tickMs: number,
  fetchedAtMs: number,
  tags: number | null,
  values: (string | null)[],
];

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/**
 * Fetches to bytes and back. Compressed off the main thread, and cheaply: a tenth of the size is worth more on a small
 * disk than the time. The checksum at gzip's end tells a segment that is whole from one that is not.
 */
export class SegmentCodec {
  /** One object per shape however often it was read: the writer knows shapes by identity. */
  readonly #shapes = new Map<string, FetchShape>();
  readonly #texts = new WeakMap<FetchShape, string>();

  encode(fetches: readonly PendingFetch[]): Promise<Buffer> {
    const shapes = new Numbered();
    const tags = new Numbered();
    const segment: Segment = {
      shapes: shapes.all,
      tags: tags.all,
      fetches: fetches.map((fetch) => [
        fetch.sourceId,
        shapes.numberOf(this.#textOf(fetch.shape)),
        fetch.tickMs,
        fetch.fetchedAtMs,
        fetch.tags === null ? null : tags.numberOf(fetch.tags),
        fetch.values,
      ]),
    };
    return compress(JSON.stringify(segment), { level: constants.Z_BEST_SPEED });
  }

  /** @throws when the bytes are not what `encode` gave. */
  async decode(bytes: Buffer): Promise<PendingFetch[]> {
    const segment = JSON.parse((await decompress(bytes)).toString('utf8')) as Segment;
    const shapes = segment.shapes.map((text) => this.#shapeOf(text));
    return segment.fetches.map(([sourceId, shape, tickMs, fetchedAtMs, tags, values]) =>
      pendingFetch({
        sourceId,
        shape: shapes[shape] as FetchShape,
        tickMs,
        fetchedAtMs,
        tags: tags === null ? null : (segment.tags[tags] as string),
        values,
      }),
    );
  }

  #textOf(shape: FetchShape): string {
    let text = this.#texts.get(shape);
    if (text === undefined) {
      text = JSON.stringify(shape);
      this.#texts.set(shape, text);
      this.#shapes.set(text, shape);
    }
    return text;
  }

  #shapeOf(text: string): FetchShape {
    let shape = this.#shapes.get(text);
    if (!shape) {
      shape = JSON.parse(text) as FetchShape;
      this.#shapes.set(text, shape);
    }
    return shape;
  }
}

/** Texts in the order they first came in, each once. */
class Numbered {
  readonly all: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.all.push(text) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }
}
