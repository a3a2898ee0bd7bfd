// Runs in the worker before the site's own script, to answer one message more: how much memory the engine has. Memory
// of WebAssembly never shrinks, so that is the most it has had.
const instantiate = WebAssembly.instantiate;
let memory;
WebAssembly.instantiate = async (source, imports) => {
	const result = await instantiate(source, imports);
	memory = imports.env.memory ?? (result.instance ?? result).exports.memory;
	return result;
};
addEventListener('message', (event) => {
	if (event.data.type !== 'bench-memory') return;
	event.stopImmediatePropagation();
	postMessage({ type: 'bench-memory', bytes: memory.buffer.byteLength });
});
