import type { PathEdge, PathNode, Paths } from '../api/contract.ts';

/** Where a thing of the graph stands; all in units of the drawing. */
export interface Placed extends PathNode {
  x: number;
  y: number;
}

export interface Laid {
  nodes: Placed[];
  /** The middles of the ends of each tie, the left one first. */
  edges: (PathEdge & { from: Placed; to: Placed })[];
  width: number;
  height: number;
}

export const NODE = { width: 168, height: 44 };
const GAP = { across: 104, down: 14 };

/** How far a thing stands from the user's own items, in ties; what is shown stands last. */
function layers({ nodes, chains }: Paths): Map<string, number> {
  const at = new Map<string, number>();
  for (const { nodes: names } of chains) {
    const facts = names.filter((name) => nodes.find((node) => node.name === name)?.role === 'fact');
    facts.forEach((name, place) => at.set(name, Math.max(at.get(name) ?? 0, place + 1)));
  }
  const last = Math.max(1, ...at.values()) + 1;
  for (const { name, role } of nodes) if (role !== 'fact') at.set(name, role === 'shown' ? last : 0);
  return at;
}

/** The graph in columns from the user's own items to the one that is shown; each column in the order of its ties, so that few cross. */
export function laid(paths: Paths): Laid {
  const layer = layers(paths);
  const columns: Placed[][] = [];
  const placed = new Map<string, Placed>();
  for (const node of paths.nodes) {
    const column = layer.get(node.name) ?? 1;
    const one = { ...node, x: column * (NODE.width + GAP.across), y: 0 };
    (columns[column] ??= []).push(one);
    placed.set(node.name, one);
  }
  const most = Math.max(...columns.map((column) => column?.length ?? 0));
  const height = most * (NODE.height + GAP.down) - GAP.down;
  for (const column of columns) {
    const room = height / Math.max(1, column?.length ?? 1);
    column?.forEach((one, at) => {
      one.y = room * (at + 0.5) - NODE.height / 2;
    });
  }
  const edges = paths.edges.flatMap((edge) => {
    const [source, target] = [placed.get(edge.source), placed.get(edge.target)];
    if (!source || !target) return [];
    const [from, to] = source.x <= target.x ? [source, target] : [target, source];
    return [{ ...edge, from, to }];
  });
  return { nodes: [...placed.values()], edges, width: columns.length * (NODE.width + GAP.across) - GAP.across, height };
}
