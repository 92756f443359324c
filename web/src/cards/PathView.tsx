import type { Paths } from '../api/contract.ts';
import { useWords } from '../words/index.ts';
import { signed } from '../words/numbers.ts';
import { laid, NODE, type Laid } from './layout.ts';

const MARGIN = 4;
const THICKEST = 5;

type Edge = Laid['edges'][number];

/** Whether another tie names the same relation at the same fact, nearer to what is shown: one word for both is enough. */
function said(edge: Edge, edges: readonly Edge[]): boolean {
  return edge.from.role === 'past' && edges.some(({ from, to, label }) => to.role === 'shown' && from.name === edge.to.name && label === edge.label);
}

function Tie({ edge, most, silent }: { edge: Edge; most: number; silent: boolean }) {
  const { from, to, value, label } = edge;
  const [x1, y1] = [from.x + NODE.width, from.y + NODE.height / 2];
  const [x2, y2] = [to.x, to.y + NODE.height / 2];
  const bend = (x2 - x1) / 2;
  const thickness = 1 + (THICKEST - 1) * Math.sqrt(Math.abs(value) / most);
  return (
    <g className={value < 0 ? 'tie tie--minus' : 'tie'} data-tie={value}>
      <path d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`} strokeWidth={thickness} />
      {!silent && (
        <text x={(x1 + x2) / 2} y={(y1 + y2) / 2 - 4} textAnchor="middle">
          {label}
        </text>
      )}
    </g>
  );
}

/** The drawing; what it says stands below it in words, so that it is for eyes only. */
function Drawing({ graph }: { graph: Laid }) {
  const most = Math.max(...graph.edges.map(({ value }) => Math.abs(value)), Number.MIN_VALUE);
  const box = [-MARGIN, -MARGIN, graph.width + 2 * MARGIN, graph.height + 2 * MARGIN].join(' ');
  return (
    <svg viewBox={box} aria-hidden="true" focusable="false">
      {graph.edges.map((edge, at) => (
        <Tie key={at} edge={edge} most={most} silent={said(edge, graph.edges)} />
      ))}
      {graph.nodes.map(({ name, label, role, x, y }) => (
        <g key={name} className={`node node--${role}`} data-node={role}>
          <rect x={x} y={y} width={NODE.width} height={NODE.height} rx={role === 'fact' ? NODE.height / 2 : 4} />
          <foreignObject x={x} y={y} width={NODE.width} height={NODE.height}>
            <div className="node__label">
              <span>{label}</span>
            </div>
          </foreignObject>
        </g>
      ))}
    </svg>
  );
}

/** What joins an item to the user's own: the ties as a small graph, and each chain in words with what it adds. */
export function PathView({ paths }: { paths: Paths }) {
  const words = useWords();
  if (paths.chains.length === 0) return <p className="answered__sentence">{words.noPaths}</p>;
  return (
    <section className="graph" data-paths={paths.value} aria-label={words.pathsTitle(paths.item.title)}>
      <div className="graph__scroll" tabIndex={0} role="group" aria-label={words.pathsTitle(paths.item.title)}>
        <Drawing graph={laid(paths)} />
      </div>
      <ul className="graph__chains">
        {paths.chains.map(({ label, value }, at) => (
          <li key={at} data-chain={value}>
            <span className="fall__words">{label}</span>
            <span className={value < 0 ? 'bar__value bar__value--minus' : 'bar__value'}>{signed(value)}</span>
          </li>
        ))}
      </ul>
      {paths.others > 0 && <p className="answered__note">{words.pathsNote(paths.others, signed(paths.rest))}</p>}
    </section>
  );
}
