import type { SettingTexts, Tokenizer } from '../../protocol/types.ts';
import type { FileFormat } from '../export-model.ts';
import { inputsCode, longestCode, maskedCode, modelCode, networkTitle, planOf, predictionCode, type Comments, type Plan, type TorchComments } from '../keras/keras-code.ts';
import { torchNetworkCode } from '../pytorch/pytorch-code.ts';

// Short programs that load a model as a file of another library and predict a typed review (docs/export.md). As in the longer ones, every value is
// read as a number or as one of a few words.

export type LoadedFormat = Exclude<FileFormat, 'unroll'>;

interface Texts {
	keras: Comments;
	pytorch: TorchComments;
}

const sizes = (plan: Plan) => [`WORDS, LENGTH = ${plan.number('words')}, ${plan.number('length')}`, '', ''];
const needs = (texts: Comments, packages: string) => `# ${texts.needs(packages)}`;

/** The dataset of an HDF5 file that is a model's description, as safetensors. */
const descriptionCode = (opened: string) => [`with h5py.File(${opened}) as saved:`, '    tensors = load(saved["unroll"][()].tobytes())'];

function kerasLoading(plan: Plan, file: string, archive: boolean, { keras: texts }: Texts, tokenizer: Tokenizer): string[] {
	const masked = maskedCode(plan, texts);
	const custom = masked.length > 0 ? ', custom_objects={"MaskedMaxPooling1D": MaskedMaxPooling1D}' : '';
	const output = 'model.predict(inputs_of([ids_of(review)]), verbose=0)[0].tolist()';
	return [
		needs(texts, 'keras h5py safetensors'),
		...(archive ? ['import io', 'import zipfile', ''] : []),
		'import h5py',
		'import keras',
		...(plan.oneHot ? ['import numpy as np'] : []),
		...(archive && masked.length === 0 ? [] : ['from keras import layers']),
		'from safetensors.numpy import load',
		'',
		...sizes(plan),
		...(archive ? masked : modelCode(plan, texts)),
		...inputsCode(plan),
		...(archive
			? [
					`model = keras.saving.load_model(${file}${custom})`,
					`with zipfile.ZipFile(${file}) as archive:`,
					'    weights = io.BytesIO(archive.read("model.weights.h5"))',
					...descriptionCode('weights'),
				]
			: ['model = make_model()', `model.load_weights(${file})`, ...descriptionCode(file)]),
		'',
		...predictionCode(texts, tokenizer, output),
	];
}

function pytorchLoading(settings: SettingTexts, file: string, texts: Texts, tokenizer: Tokenizer): string[] {
	const plan = planOf(settings);
	const logits = 'model(inputs_of([ids_of(review)]))';
	return [
		needs(texts.keras, 'torch keras safetensors'),
		'import keras',
		'import torch',
		'from safetensors import safe_open',
		'from safetensors.torch import load_file',
		'from torch import nn',
		'',
		...sizes(plan),
		...torchNetworkCode(settings, texts.pytorch),
		`model.load_state_dict(load_file(${file}))`,
		'model.eval()',
		`with safe_open(${file}, "pt") as saved:`,
		'    metadata = saved.metadata()',
		'',
		...predictionCode(texts.keras, tokenizer, plan.outputs > 1 ? `torch.softmax(${logits}, dim=1)[0].tolist()` : `torch.sigmoid(${logits}).tolist()`, 'metadata'),
	];
}

function onnxLoading(plan: Plan, file: string, { keras: texts }: Texts, tokenizer: Tokenizer): string[] {
	const steps = plan.toLongest ? 'longest' : 'LENGTH';
	const kept = plan.side('truncating') === 'post' ? `[:${steps}]` : `[-${steps}:]`;
	return [
		needs(texts, 'onnxruntime numpy'),
		'import numpy as np',
		'import onnxruntime',
		'',
		`LENGTH = ${plan.number('length')}`,
		`session = onnxruntime.InferenceSession(${file})`,
		'metadata = session.get_modelmeta().custom_metadata_map',
		'',
		'',
		'def inputs_of(reviews):',
		...longestCode(plan),
		`    ids = np.zeros((len(reviews), ${steps}), dtype="int64")`,
		'    for row, review in zip(ids, reviews):',
		`        review = review${kept}`,
		`        row[${plan.side('padding') === 'post' ? ':len(review)' : '-len(review):'}] = review`,
		'    return ids',
		'',
		'',
		...predictionCode(texts, tokenizer, 'session.run(["probabilities"], {"ids": inputs_of([ids_of(review)])})[0][0].tolist()', 'metadata'),
	];
}

/** The program for the file called `name`, with comments in the page's language. It prints the probability of the positive class, or those of all. */
export function loadingCode(settings: SettingTexts, format: LoadedFormat, name: string, texts: Texts, tokenizer: Tokenizer = 'words'): string {
	const [plan, file] = [planOf(settings), JSON.stringify(name)];
	const lines = {
		keras: () => kerasLoading(plan, file, true, texts, tokenizer),
		'weights-h5': () => kerasLoading(plan, file, false, texts, tokenizer),
		pytorch: () => pytorchLoading(settings, file, texts, tokenizer),
		onnx: () => onnxLoading(plan, file, texts, tokenizer),
	}[format]();
	return `${[`# ${texts.keras.loadingTitle(networkTitle(settings))}`, ...lines].join('\n')}\n`;
}
