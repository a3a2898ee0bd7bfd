// Circles among what lies side by side in a folder: files (a .c and its .h are one) and folders with all that is in them.
// `edges` are pairs of paths, each "the first depends on the second".
export function circles(edges) {
	const graph = new Map();
	for (const pair of edges) {
		const [from, to] = pair.map((path) => path.replace(/\.[ch]$/, '').split('/'));
		const depth = from.findIndex((name, index) => name !== to[index]);
		if (depth < 0 || depth >= to.length) continue;
		const node = (path) => path.slice(0, depth + 1).join('/');
		graph.set(node(from), (graph.get(node(from)) ?? new Set()).add(node(to)));
	}
	const reachable = (start) => {
		const reached = new Set();
		const visit = (node) => graph.get(node)?.forEach((next) => reached.has(next) || (reached.add(next), visit(next)));
		visit(start);
		return reached;
	};
	const reached = new Map([...graph.keys()].map((node) => [node, reachable(node)]));
	const circle = (node) => [...reached.get(node)].filter((other) => reached.get(other)?.has(node)).sort();
	return [...new Set([...graph.keys()].map((node) => circle(node).join(' ')))].filter(Boolean).sort();
}
