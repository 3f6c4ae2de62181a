import { secretFilesOf } from './facts/secret-files';
import { rule } from './rule';

/** Reports files of sealed or encrypted Secrets that are something else. */
export const secretFileUnreadable = rule('secret-file-unreadable', ({ platform }, report) => {
  const files = secretFilesOf(platform);
  for (const { problem, place } of files?.all ?? []) {
    if (problem !== undefined && problem !== 'plain') report({ flaw: problem, provider: files?.provider ?? '' }, place);
  }
});
