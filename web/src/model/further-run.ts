import type { SettingTexts } from '../protocol/types.ts';
import type { Page } from './page.svelte.ts';
import { moreFields, schema, valueIn } from './settings/settings.ts';
import type { Run } from './runs/run.svelte.ts';

// A run that begins with the weights of another: the network is that one's, and how it is trained is as the form says.

/** The settings of training. What the network reads, and what its weights mean, stays as it was. */
const { training, text, schedule, loss } = moreFields;
const ofNetwork: readonly string[] = ['convention', 'padding', 'truncating', 'mask-zero', 'pad-to'];
export const trainingNames = (['learning-rate', ...training, ...text, ...schedule, ...loss] as const).filter((name) => !ofNetwork.includes(name));

/** A model file with other settings, as its engine would write it: one that is not named has its default. */
export function withSettings(file: Uint8Array<ArrayBuffer>, settings: SettingTexts): Uint8Array<ArrayBuffer> {
	const size = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
	const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + size))) as { __metadata__: Record<string, string> };
	for (const name of trainingNames) {
		const value = settings[name];
		if (value !== undefined && (name in header.__metadata__ || value !== schema[name].initial)) {
			header.__metadata__[name] = value;
		}
	}
	const text = JSON.stringify(header);
	const { length } = new TextEncoder().encode(text);
	const bytes = new TextEncoder().encode(text + ' '.repeat(-length & 7)); // the data begin at a multiple of 8
	const changed = new Uint8Array(8 + bytes.length + file.length - 8 - size);
	new DataView(changed.buffer).setBigUint64(0, BigInt(bytes.length), true);
	changed.set(bytes, 8);
	changed.set(file.subarray(8 + size), 8 + bytes.length);
	return changed;
}

export async function startFurther(page: Page, run: Run, name: string): Promise<void> {
	const model = await run.model?.arrayBuffer();
	if (!model) {
		return;
	}
	const ofForm = trainingNames.map((setting) => [setting, valueIn(page.form.settings, setting)]);
	const settings = { ...run.settings, ...(Object.fromEntries(ofForm) as SettingTexts) };
	page.race.need([run.cell]);
	page.start(
		'end',
		(number) => {
			const further = page.newRun(number, settings);
			further.origin = name;
			return [further];
		},
		withSettings(new Uint8Array(model), settings).buffer,
	);
}
