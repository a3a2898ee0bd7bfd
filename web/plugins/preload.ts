import type { HtmlTagDescriptor, Plugin, Rollup } from 'vite';

// The document asks for the chunk of a module that its script imports later, and for what belongs to it, at once. The
// script itself may be small, then, and begin before.
export function preload(module: string): Plugin {
	const tag = (attrs: Record<string, string>): HtmlTagDescriptor => ({ tag: 'link', attrs, injectTo: 'head' });

	/** The chunk, and all that it imports. */
	function withImports(bundle: Rollup.OutputBundle, name: string, found = new Set<Rollup.OutputChunk>()): Set<Rollup.OutputChunk> {
		const chunk = bundle[name];
		if (chunk?.type === 'chunk' && !found.has(chunk)) {
			found.add(chunk);
			chunk.imports.forEach((imported) => withImports(bundle, imported, found));
		}
		return found;
	}

	return {
		name: 'preload',
		apply: 'build',
		transformIndexHtml: {
			order: 'post',
			handler(html, { bundle = {} }) {
				const wanted = Object.values(bundle).find((file) => file.type === 'chunk' && file.facadeModuleId?.endsWith(module));
				if (!wanted) {
					throw new Error(`No chunk begins with ${module}.`);
				}
				const chunks = [...withImports(bundle, wanted.fileName)].filter(({ fileName }) => !html.includes(fileName));
				const styles = chunks.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]);
				return [
					...chunks.map(({ fileName }) => tag({ rel: 'modulepreload', crossorigin: '', href: `./${fileName}` })),
					...styles.map((href) => tag({ rel: 'stylesheet', crossorigin: '', href: `./${href}` })),
				];
			},
		},
	};
}
