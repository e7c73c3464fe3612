import { fileHashes, promptHash, readPromptFiles } from '../../lib/prompt/prompt-files.ts';

/** `npm run prompt:hash -- v1.3.0`: the member `sha256` of its meta.json, and the line for the list of hashes. */
const [version = ''] = process.argv.slice(2);
const hashes = fileHashes(readPromptFiles(version, new URL('../../prompts/', import.meta.url)));
process.stdout.write(
  `"sha256": ${JSON.stringify(hashes, null, 2)}\n\n'${version}': '${promptHash(hashes)}',\n`,
);
