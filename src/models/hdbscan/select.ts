import type { Condensed, CondensedTree } from "./condense.ts";
import type { HdbscanParameters } from "./parameters.ts";

export interface Selection {
  /** Number of the chosen group that each condensed group lies in; −1 = none. */
  readonly number: Int32Array;
  /** The condensed groups chosen, by number. */
  readonly chosen: readonly number[];
}

/** Which groups of the condensed hierarchy are the answer: excess of mass, or the leaves; merged below epsilon. */
export function selectGroups({ groups }: CondensedTree, p: HdbscanParameters): Selection {
  const isChosen =
    p.clusterSelectionMethod === "leaf"
      ? groups.map((g, i) => g.children.length === 0 && (i > 0 || p.allowSingleCluster))
      : mostMass(groups, p.allowSingleCluster);
  const merged = p.clusterSelectionEpsilon > 0 ? climb(groups, isChosen, p) : isChosen;
  const number = new Int32Array(groups.length).fill(-1);
  const chosen: number[] = [];
  groups.forEach((g, i) => {
    const above = g.parent >= 0 ? number[g.parent]! : -1;
    if (above >= 0) number[i] = above;
    else if (merged[i]) {
      number[i] = chosen.length;
      chosen.push(i);
    }
  });
  return { number, chosen };
}

/** A group is kept where it is at least as stable as all that is kept below it together. */
function mostMass(groups: readonly Condensed[], allowRoot: boolean): boolean[] {
  const chosen = new Array<boolean>(groups.length).fill(false);
  const mass = new Float64Array(groups.length);
  for (let i = groups.length - 1; i >= 0; i--) {
    const below = groups[i]!.children.reduce((sum, child) => sum + mass[child]!, 0);
    const own = groups[i]!.stability;
    if (i === 0 && !allowRoot) break;
    chosen[i] = groups[i]!.children.length === 0 || own >= below;
    mass[i] = chosen[i] ? own : below;
  }
  return chosen;
}

/** Chosen groups born closer than epsilon give way to the first ancestor born farther (Malzer and Baum 2020). */
function climb(groups: readonly Condensed[], chosen: readonly boolean[], p: HdbscanParameters): boolean[] {
  const farther = (i: number) => 1 / groups[i]!.birth >= p.clusterSelectionEpsilon;
  const out = new Array<boolean>(groups.length).fill(false);
  chosen.forEach((is, i) => {
    if (!is || underChosen(groups, chosen, i)) return;
    let at = i;
    while (at > 0 && !farther(at)) {
      const up = groups[at]!.parent;
      if (up === 0 && !p.allowSingleCluster) break;
      at = up;
    }
    out[at] = true;
  });
  return out;
}

function underChosen(groups: readonly Condensed[], chosen: readonly boolean[], i: number): boolean {
  for (let up = groups[i]!.parent; up >= 0; up = groups[up]!.parent) if (chosen[up]) return true;
  return false;
}
