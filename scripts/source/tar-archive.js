import { gzipSync } from 'node:zlib';

const block = 512;

/**
 * Files as a gzipped tar (POSIX ustar) that depends on their names, contents and executable bits alone: no time, no
 * owner, no order of the disk, so that the same tree makes the same bytes everywhere.
 *
 * @param {readonly { name: string, content: Buffer, isExecutable: boolean }[]} files
 */
export function tarGzip(files) {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const blocks = sorted.flatMap(({ name, content, isExecutable }) => [
    header(name, content.length, isExecutable ? 0o755 : 0o644),
    content,
    Buffer.alloc((block - (content.length % block)) % block),
  ]);
  // zlib writes no time into the header of gzip; its own level, 6, takes twice as long and saves four hundredths.
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * block)]), { level: 4 });
}

function header(path, size, mode) {
  const { prefix, name } = splitPath(path);
  const buffer = Buffer.alloc(block);
  const octal = (value, digits) => `${value.toString(8).padStart(digits, '0')}\0`;
  buffer.write(name, 0);
  buffer.write(octal(mode, 7), 100);
  buffer.write(octal(0, 7), 108); // user
  buffer.write(octal(0, 7), 116); // group
  buffer.write(octal(size, 11), 124);
  buffer.write(octal(0, 11), 136); // time
  buffer.write(' '.repeat(8), 148); // the sum counts its own field as spaces
  buffer.write('0', 156); // a plain file
  buffer.write('ustar\x0000', 257);
  buffer.write(prefix, 345);
  let sum = 0;
  for (const byte of buffer) sum += byte;
  buffer.write(`${octal(sum, 6)} `, 148);
  return buffer;
}

/** ustar holds 100 bytes of name and, before a slash, 155 of prefix. */
function splitPath(path) {
  if (Buffer.byteLength(path) <= 100) return { prefix: '', name: path };
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(name) <= 100) return { prefix, name };
  }
  throw new Error(`${path} is too long a path for a tar`);
}
