import { rmSync } from 'node:fs';
import { join } from 'node:path';

// Chunks bear a hash in their names: those of an earlier build would stay for ever.
rmSync(join(import.meta.dirname, '../dist'), { recursive: true, force: true });
