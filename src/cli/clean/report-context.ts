import { shippedBundle } from '../../model.js';
import type { ReportContext } from '../../report/types.js';
import { VERSION } from '../../version.js';

/** What reporters may know. */
export async function reportContext(threshold: number, colour: boolean): Promise<ReportContext> {
  const { Chalk } = await import('chalk');
  return {
    chalk: new Chalk({ level: colour ? 1 : 0 }),
    version: VERSION,
    rulesHash: shippedBundle().hash,
    threshold,
  };
}
