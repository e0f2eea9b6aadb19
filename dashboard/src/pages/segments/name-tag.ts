import { type ChartStyle, font } from "../../charts/style.ts";

/** A name tag on the map, in pixels: its middle and its width. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const HEIGHT = 24;
const GAP = 4;
const TEXT = `600 12px ${font}`;

/** Width of the tag that holds a name. */
export function labelWidth(name: string): number {
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) return name.length * 12 + 18;
  pen.font = TEXT;
  return pen.measureText(name).width + 18;
}

/** The place nearest above or below (x, y) where a tag covers no other, inside the picture's width. */
export function freePlace(
  x: number,
  y: number,
  width: number,
  pictureWidth: number,
  placed: readonly Box[],
): Box {
  const middle = Math.min(Math.max(x, width / 2 + GAP), pictureWidth - width / 2 - GAP);
  for (let step = 0; ; step++) {
    const shift = Math.ceil(step / 2) * (step % 2 === 0 ? 1 : -1) * (HEIGHT / 2);
    const box = { x: middle, y: y + shift, width };
    if (!placed.some((other) => overlap(box, other))) return box;
  }
}

function overlap(a: Box, b: Box): boolean {
  return Math.abs(a.x - b.x) < (a.width + b.width) / 2 + GAP && Math.abs(a.y - b.y) < HEIGHT + GAP;
}

/** A name in a frame of its persona's colour. */
export function nameTag({ x, y, width }: Box, name: string, colour: string, style: ChartStyle) {
  return {
    type: "group",
    children: [
      {
        type: "rect",
        shape: { x: x - width / 2, y: y - HEIGHT / 2, width, height: HEIGHT, r: 6 },
        style: { fill: style.surface, stroke: colour, lineWidth: 1.5 },
      },
      {
        type: "text",
        style: { text: name, x, y, align: "center", verticalAlign: "middle", fill: style.text, font: TEXT },
      },
    ],
  };
}
