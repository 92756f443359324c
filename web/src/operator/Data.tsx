import { langTag, useLocale } from '../words/index.ts';
import { moment } from '../words/times.ts';
import type { LoadedFile, Quality } from './api.ts';
import { Bars, useCount } from './Bars.tsx';
import { Panel } from './Panels.tsx';
import { useOperatorWords } from './words.ts';

function FileRow({ file }: { file: LoadedFile }) {
  const words = useOperatorWords();
  const count = useCount();
  const why = file.faults.map(({ reason, count: n }) => `${words.names[reason] ?? reason}: ${count(n)}`).join('; ');
  return (
    <tr>
      <th scope="row">{file.file}</th>
      <td className="figures-cell">{count(file.read)}</td>
      <td className="figures-cell">{count(file.kept)}</td>
      <td className="figures-cell">{count(file.dropped)}</td>
      <td>{why || '–'}</td>
    </tr>
  );
}

/** What became of the rows of the last loads. */
function Loads({ loads }: Pick<Quality, 'loads'>) {
  const words = useOperatorWords();
  const tag = langTag(useLocale());
  if (loads.length === 0) return <p className="panel__note">{words.noLoads}</p>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={words.loads}>
      <table className="board">
        <thead>
          <tr>
            <th scope="col">{words.file}</th>
            <th scope="col">{words.rowsRead}</th>
            <th scope="col">{words.rowsKept}</th>
            <th scope="col">{words.rowsDropped}</th>
            <th scope="col">{words.faults}</th>
          </tr>
        </thead>
        {loads.map((load, at) => (
          <tbody key={at}>
            <tr>
              <th scope="rowgroup" colSpan={5} className="board__group">
                {moment(load.at, tag)}
              </th>
            </tr>
            {load.files.map((file) => (
              <FileRow key={file.file} file={file} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

const HAS = ['labelled', 'dated', 'described', 'translated'] as const;

/** What the items of the catalogue have, and what became of what was loaded. */
export function Data({ data }: { data: Quality }) {
  const words = useOperatorWords();
  const count = useCount();
  const rows = HAS.map((key) => ({ key, label: words.quality[key], n: data[key] }));
  return (
    <Panel name="data" title={words.data}>
      <p className="panel__note">{words.ofItems(count(data.items))}</p>
      <Bars rows={rows} label={words.data} whole={data.items} />
      {data.triples > 0 && <p className="panel__note">{words.triples(count(data.triples))}</p>}
      <h3 className="panel__sub">{words.loads}</h3>
      <Loads loads={data.loads} />
    </Panel>
  );
}
