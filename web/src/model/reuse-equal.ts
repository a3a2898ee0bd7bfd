/** A function that gives back its last argument where the new one has the same fields: what is derived from it is not computed anew. */
export function reuseEqual<Value extends object>(): (value: Value) => Value {
	let last: Value | null = null;
	return (value) => {
		const before = last;
		const same = before && (Object.keys(value) as (keyof Value)[]).every((key) => value[key] === before[key]);
		return same ? before : (last = value);
	};
}
