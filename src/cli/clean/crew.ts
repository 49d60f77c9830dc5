import { Crew } from '../../batch/crew.js';
import { WORKER_FILE } from '../../worker-file.js';
import type { CleanedPage, CleanSetup, PageCleaner, PageFailure, PageTask } from './clean-page.js';

/** Those that clean the pages of a run. */
export type PageCrew = Crew<PageTask, CleanedPage | PageFailure>;

/** A crew that cleans on so many threads; `eager`: from the first page on. */
export function pageCrew(clean: PageCleaner, setup: CleanSetup, jobs: number, eager: boolean): PageCrew {
  return new Crew({
    here: clean,
    file: WORKER_FILE,
    setup,
    jobs,
    eager,
    sizeOf: ({ document }) => document.text.length,
    failed: (failure) => ({ failure }),
  });
}
