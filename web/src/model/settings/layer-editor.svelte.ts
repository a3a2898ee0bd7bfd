import type { SettingTexts } from '../../protocol/types.ts';
import type { Form } from './form.svelte.ts';
import { layerSettingsOf, sameLayers } from './layers.ts';
import type { Cell } from './settings.ts';

interface Edit {
	before: SettingTexts;
	cells: Cell[];
	/** What it left. */
	after: SettingTexts;
}

// Edits the layers of one of the form's networks, and undoes its edits.
export class LayerEditor {
	#edits: Edit[] = $state.raw([]);
	readonly #form: () => Form;
	readonly #cell: () => Cell;

	/** `cell` is the lowest one of the network that is edited: several may be compared. */
	constructor(form: () => Form, cell: () => Cell) {
		this.#form = form;
		this.#cell = cell;
	}

	settings: SettingTexts = $derived.by(() => ({ ...this.#form().settings, cell: this.#cell() }));

	/** Another lowest cell makes it the only network: the comparison was of that one cell against others. */
	change(changes: SettingTexts): void {
		const { cells, wanted } = this.#form();
		const before = layerSettingsOf(this.settings);
		const { cell = before.cell, ...others } = changes;
		this.#form().use({ ...wanted, ...others }, cell === before.cell ? cells : [cell as Cell]);
		this.#edits = [...this.#edits, { before, cells, after: layerSettingsOf({ ...before, ...changes }) }];
	}

	/** The last edit, unless the layers have been changed elsewhere since. */
	#last: Edit | null = $derived.by(() => {
		const last = this.#edits.at(-1);
		return last && sameLayers(last.after, this.settings) ? last : null;
	});

	canUndo: boolean = $derived.by(() => this.#last !== null);

	undo(): void {
		const last = this.#last;
		if (last) {
			this.#form().use({ ...this.#form().wanted, ...last.before }, last.cells);
			this.#edits = this.#edits.slice(0, -1);
		}
	}
}
