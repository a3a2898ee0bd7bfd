// Writes web/src/engine/boundary.ts: what TypeScript knows of engine.wasm, importer.wasm and exporter.wasm, taken from the C headers by the compiler itself.
//
//   the functions of the lists in src/wasm (exports.txt), as WebAssembly has them
//   every public struct: the offset and type of each field, which the compiler then confirms
//   every public enum and constant, and the sizes of src/wasm/memory.h
//
// The page's own scripts, and its tests, begin with it.
//
// usage: node scripts/boundary.mjs     the compiler is $EMCC, or emcc
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { argv, env, pid } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const target = `${root}web/src/engine/boundary.ts`;

// --- Reading the headers -------------------------------------------------------------------------

const headers = (folder) => readdirSync(root + folder, { recursive: true }).filter((path) => path.endsWith('.h')).sort();
const ownHeaders = [...headers('include'), ...headers('src/wasm').map((path) => `wasm/${path}`)];
const includes = ['stdlib.h', ...ownHeaders].map((path) => `#include <${path}>\n`).join('');

// Has the compiler read `source`; what it prints.
export function compile(source, options = []) {
	const compiler = env.EMCC ?? 'emcc';
	const args = ['-x', 'c', '-std=c11', '-fsyntax-only', `-I${root}include`, `-I${root}src`, ...options, '-'];
	const { status, stdout, stderr, error } = spawnSync(compiler, args, { input: source, encoding: 'utf8', maxBuffer: 1 << 28 });
	if (error || status !== 0) throw new Error(`${compiler} did not accept the headers: ${error?.message ?? stderr}`);
	return stdout;
}

// Macros are not in the syntax tree: those with a number become constants of an enum, in which the compiler works them out.
function constants() {
	const macros = ownHeaders.flatMap((path) => [
		...readFileSync(`${root}${path.startsWith('wasm') ? 'src' : 'include'}/${path}`, 'utf8').matchAll(
			/^#define ((?:UNROLL|WASM)_\w+)[ \t]+(?:\\\n)?[ \t]*[(\dU].*$/gm,
		),
	]);
	return macros.map(([, name]) => name);
}

const ofKind = (nodes, kind) => nodes.filter((node) => node.kind === kind);

// The declarations of the headers, by their names.
export function declarations() {
	const macros = constants();
	const source = `${includes}${macros.map((name) => `enum { constant_${name} = ${name} };\n`).join('')}`;
	const { inner } = JSON.parse(compile(source, ['-Xclang', '-ast-dump=json']));
	const value = ({ inner: [node] = [] }) => (node && node.kind !== 'ConstantExpr' ? value(node) : node && Number(node.value));
	const numbered = (node) => {
		let next = 0;
		return ofKind(node.inner, 'EnumConstantDecl').map((constant) => {
			const number = value(constant) ?? next;
			next = number + 1;
			return [constant.name, number];
		});
	};
	const enums = ofKind(inner, 'EnumDecl');
	return {
		structs: new Map(ofKind(inner, 'RecordDecl').filter((node) => node.completeDefinition && node.name?.startsWith('unroll_')).map((node) => [node.name, ofKind(node.inner, 'FieldDecl')])),
		enums: new Map(enums.filter((node) => node.name?.startsWith('unroll_')).map((node) => [node.name, numbered(node)])),
		constants: enums
			.filter((node) => !node.name)
			.flatMap(numbered)
			.map(([name, number]) => [name.replace('constant_', ''), number])
			.filter(([name]) => /^(UNROLL|WASM)_/.test(name)),
		functions: new Map(ofKind(inner, 'FunctionDecl').map((node) => [node.name, node])),
	};
}

// --- Types ---------------------------------------------------------------------------------------

const scalars = {
	char: ['u8', 1], uint8_t: ['u8', 1], uint16_t: ['u16', 2], uint32_t: ['u32', 4], int32_t: ['i32', 4], int: ['i32', 4],
	size_t: ['u32', 4], uint64_t: ['u64', 8], float: ['f32', 4], double: ['f64', 8], bool: ['bool', 1], _Bool: ['bool', 1],
}; // prettier-ignore

const reserved = ['import', 'default', 'delete', 'function', 'new'];
const camel = (name) => name.toLowerCase().replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
const parameterName = (name) => (reserved.includes(name) ? `${name}_` : camel(name));

// A C type on wasm32: its size, its alignment, and the expression of web/src/engine/types.ts that reads and writes it.
function typeOf(spelled, { structs, enums }) {
	const type = spelled.replace(/\b(const|struct|enum) /g, '').trim();
	const array = type.match(/^(.*?)\[(\d+)\](.*)$/);
	if (array) {
		const [, element, count, rest] = array;
		if (element.trim() === 'char' && rest === '') return { size: Number(count), align: 1, text: `chars(${count})` };
		const { size, align, text } = typeOf(element + rest, { structs, enums });
		return { size: size * count, align, text: `/* @__PURE__ */ array(${text}, ${count})` };
	}
	if (type === 'char *') return { size: 4, align: 4, text: 'text' };
	if (type.includes('*')) return { size: 4, align: 4, text: 'u32' };
	if (scalars[type]) return { size: scalars[type][1], align: scalars[type][1], text: scalars[type][0] };
	if (enums.has(type)) return { size: 4, align: 4, text: `/* @__PURE__ */ named(${type})` };
	if (structs.has(type)) return { ...layout(structs.get(type), { structs, enums }), text: type };
	throw new Error(`boundary.mjs has no rule for the type "${spelled}"`);
}

// The places of a struct's fields: each at the next multiple of its alignment, the whole a multiple of the largest.
function layout(fields, types) {
	let end = 0;
	let align = 1;
	const placed = fields.map(({ name, type }) => {
		const field = typeOf(type.qualType, types);
		const offset = Math.ceil(end / field.align) * field.align;
		end = offset + field.size;
		align = Math.max(align, field.align);
		return { name, offset, text: field.text };
	});
	return { size: Math.ceil(end / align) * align, align, fields: placed };
}

// That the compiler places every field where layout() does, and that an enum has four bytes: asserted in C.
export function asserts({ structs, enums }) {
	const lines = [...enums.keys()].map((name) => `_Static_assert(sizeof(enum ${name}) == 4, "${name}");`);
	for (const [name, fields] of structs) {
		const placed = layout(fields, { structs, enums });
		lines.push(`_Static_assert(sizeof(struct ${name}) == ${placed.size}, "${name}");`);
		for (const field of placed.fields) lines.push(`_Static_assert(__builtin_offsetof(struct ${name}, ${field.name}) == ${field.offset}, "${name}.${field.name}");`);
	}
	return `${includes}${lines.join('\n')}\n`;
}

// --- Writing TypeScript --------------------------------------------------------------------------

// The constants of an enum by names as the page writes them, without the prefix that they share with the enum's own name:
// UNROLL_SKIP_TOO_LONG of unroll_skip is 'too-long'. One without the prefix (UNROLL_SKIPS, their count) is left out.
function enumText(name, constants) {
	const words = name.toUpperCase().split('_');
	let prefix = '';
	do prefix = `${words.join('_')}_`;
	while (!constants.some(([constant]) => constant.startsWith(prefix)) && words.pop());
	const key = (constant) => `'${constant.slice(prefix.length).toLowerCase().replaceAll('_', '-')}'`;
	const members = constants.filter(([constant]) => constant.startsWith(prefix)).map(([constant, number]) => `${key(constant)}: ${number}`);
	return `export const ${name} = { ${members.join(', ')} } as const;`;
}

const structText = (name, { size, fields }) =>
	`export const ${name} = /* @__PURE__ */ struct(${size}, {\n${fields.map((field) => `\t${camel(field.name)}: [${field.offset}, ${field.text}],\n`).join('')}});`;

// WebAssembly has numbers only. A struct that is returned is written to a place that the caller gives first.
function functionText({ name, type, inner = [] }, optional, types) {
	const returned = type.qualType.slice(0, type.qualType.indexOf('(')).trim();
	const parameters = ofKind(inner, 'ParmVarDecl').map((parameter, index) => [parameter.name ?? `argument${index}`, parameter.type.qualType]);
	const wasm = (spelled) => (spelled === 'uint64_t' ? 'bigint' : 'number');
	const list = parameters.map(([parameter, spelled]) => `${parameterName(parameter)}: ${wasm(spelled)}`);
	if (types.structs.has(returned)) {
		if (types.structs.get(returned).length < 2) throw new Error(`${name} returns a struct of one field, which WebAssembly returns as a number`);
		list.unshift('result: number');
	}
	const result = returned === 'void' || types.structs.has(returned) ? 'void' : wasm(returned);
	return `\t${name}${optional ? '?' : ''}(${list.join(', ')}): ${result};`;
}

export const exported = (path) => readFileSync(root + path, 'utf8').split('\n').filter((line) => /^[a-z]/.test(line));

export function boundary(types = declarations()) {
	const functions = (path, optional) =>
		exported(path).map((name) => {
			if (!types.functions.has(name)) throw new Error(`${path} lists ${name}, which no header declares`);
			return functionText(types.functions.get(name), optional, types);
		});
	const text = [
		`/** What engine.wasm and evaluation.wasm export. Pointers are numbers; 0 is the null pointer. */\nexport interface CommonExports {
	readonly memory: WebAssembly.Memory;\n\t_initialize(): void;
${functions('src/wasm/exports.txt', false).join('\n')}\n\t// Of the build with shared memory alone:
${functions('src/wasm/threads/exports.txt', true).join('\n')}\n}`,
		...['engine', 'evaluation'].map(
			(module) => `/** What ${module}.wasm exports. */\nexport interface ${module[0].toUpperCase()}${module.slice(1)}Exports extends CommonExports {
${functions(`src/wasm/${module}/exports.txt`, false).join('\n')}\n\t// Of the build with shared memory alone:
${functions(`src/wasm/threads/${module}/exports.txt`, true).join('\n')}\n}`,
		),
		`/** What importer.wasm exports. */\nexport interface ImporterExports {
	readonly memory: WebAssembly.Memory;\n\t_initialize(): void;
${functions('src/wasm/importer/exports.txt', false).join('\n')}\n}`,
		`/** What exporter.wasm exports. */\nexport interface ExporterExports {
	readonly memory: WebAssembly.Memory;\n\t_initialize(): void;
${functions('src/wasm/exporter/exports.txt', false).join('\n')}\n}`,
		types.constants.map(([name, number]) => `export const ${name} = ${number};`).join('\n'),
		[...types.enums].map(([name, members]) => enumText(name, members)).join('\n'),
		...[...types.structs].map(([name, fields]) => structText(name, layout(fields, types))),
	].join('\n\n');
	const makers = ['array', 'bool', 'chars', 'f32', 'f64', 'i32', 'named', 'struct', 'text', 'u16', 'u32', 'u64', 'u8'];
	const used = makers.filter((maker) => new RegExp(`\\b${maker}(\\(|[,\\])])`).test(text));
	return `// Generated from the C headers by scripts/boundary.mjs; include/unroll/*.h say what everything means.
import { ${used.join(', ')} } from './types.ts';\n\n${text}\n`;
}

/** Brings web/src/engine/boundary.ts up to date. */
export function writeBoundary() {
	const types = declarations();
	compile(asserts(types));
	const written = boundary(types);
	if (existsSync(target) && readFileSync(target, 'utf8') === written) return;
	writeFileSync(`${target}.${pid}`, written); // whole or not at all: several processes may be at it
	renameSync(`${target}.${pid}`, target);
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) writeBoundary();
