import { resolve } from 'node:path';
import { diffSignatures, type FrozenSignature } from '../../learn/diff.js';
import { loadSites } from '../../pack/load-sites.js';
import { UsageError } from '../../problem.js';
import { ExitCode, type Io, write } from '../io.js';

function readSignatures(path: string, cwd: string): FrozenSignature[] {
  const { sites, problems } = loadSites(resolve(cwd, path));
  if (problems.length > 0) throw new UsageError('', problems);
  return sites.flatMap(({ host, rules }) =>
    rules.map(({ rule }) => ({
      site: host,
      id: rule.id.split('/').at(-1)!,
      example: rule.learned?.example ?? rule.why,
      documents: rule.learned?.documents ?? 0,
      of: rule.learned?.of ?? 0,
    })),
  );
}

/** `learn diff`: a line for each signature that came (+) or went (-). Returns the exit code. */
export async function diffFolders(old: string, now: string, io: Io): Promise<number> {
  const { added, removed, kept } = diffSignatures(readSignatures(old, io.cwd), readSignatures(now, io.cwd));
  const line = (sign: string, s: FrozenSignature) =>
    `${sign} ${s.site} ${s.id} (${s.documents} of ${s.of}): ${s.example}\n`;
  const lines = [...removed.map((s) => line('-', s)), ...added.map((s) => line('+', s))];
  await write(io.stdout, `${lines.join('')}${added.length} came, ${removed.length} went, ${kept} stayed\n`);
  return added.length + removed.length > 0 ? ExitCode.Found : ExitCode.Done;
}
