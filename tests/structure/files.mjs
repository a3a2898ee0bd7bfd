// The files of the repository: what is in git, and what is new and not ignored.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
	cwd: root,
	encoding: 'utf8',
})
	.split('\0')
	.filter((path) => path && existsSync(root + path));

export const read = (path) => readFileSync(root + path, 'utf8');

// Where `pattern` (global) is found in files that `wanted` accepts: ["path:line: text"].
export function findLines(pattern, wanted) {
	return files.filter(wanted).flatMap((path) =>
		read(path)
			.split('\n')
			.flatMap((line, index) => (line.match(pattern) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
	);
}
