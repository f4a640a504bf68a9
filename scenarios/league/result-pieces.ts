// A JSON list written piece by piece, so that no text ever holds a whole result file.

/** List entries put into one piece. */
const entriesPerPiece = 256;

/** `,"name":[…]` a few hundred entries at a time. */
export function* listPieces(
  name: string,
  count: number,
  entry: (index: number) => unknown,
): Generator<string> {
  yield `,\n"${name}":[`;
  for (let first = 0; first < count; first += entriesPerPiece) {
    const last = Math.min(count, first + entriesPerPiece);
    let piece = first === 0 ? "" : ",";
    for (let i = first; i < last; i += 1) piece += (i === first ? "" : ",") + JSON.stringify(entry(i));
    yield piece;
  }
  yield "]";
}
