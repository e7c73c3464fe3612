import { copyWithChange, type SourceCopy } from './source-copy.ts';

/**
 * The control of the kill test: a copy of the API that says that a record is stored and writes it afterwards. A test
 * that finds nothing missing with this one finds nothing at all.
 */
export function copyThatAnswersFirst(): SourceCopy {
  return copyWithChange({
    paths: ['lib', 'fargate-api', 'prompts'],
    file: 'fargate-api/durability.ts',
    find: 'saveSummary: save,',
    replace: `saveSummary: async (record) => {
      setImmediate(() => save(record));
      return 'ddb+s3';
    },`,
  });
}
