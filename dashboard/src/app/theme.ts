import { createTheme, type MantineColorsTuple } from "@mantine/core";

const accent: MantineColorsTuple = [
  "#eef0fd",
  "#dfe2fa",
  "#bfc5f4",
  "#a0a8f0",
  "#8890ea",
  "#6f76e2",
  "#5a60d8",
  "#4a4fd0",
  "#3d41b4",
  "#313491",
];

/** Dark greys with the tint of the page; the library takes text, borders and surfaces from them. */
const dark: MantineColorsTuple = [
  "#ececf0",
  "#c9cbd4",
  "#a4a8b5",
  "#8b8f9d",
  "#3a3d48",
  "#2a2c34",
  "#1f2026",
  "#121317",
  "#0e0f12",
  "#0a0b0d",
];

/** One accent; greys carry the rest. Status colours stand in base.css. */
export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: { light: 7, dark: 6 },
  colors: { accent, dark },
  fontFamily: '"Inter Variable", system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif',
  headings: { fontWeight: "600" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
});

/** Persona colours, told apart by colour-blind people too (after Paul Tol's muted scheme); [light, dark]. */
const personaColours: readonly (readonly [string, string])[] = [
  ["#2f86bd", "#62b4e6"],
  ["#c0901f", "#e3bd5e"],
  ["#8f2d61", "#d9719f"],
  ["#2f9a88", "#63c9b8"],
  ["#8a5cb8", "#b891e0"],
  ["#7d7f32", "#b9bb68"],
  ["#b9566a", "#e68a9b"],
  ["#5d7182", "#9db0c0"],
];

export function personaColour(index: number, dark: boolean): string {
  const pair =
    personaColours[((index % personaColours.length) + personaColours.length) % personaColours.length]!;
  return pair[dark ? 1 : 0];
}
