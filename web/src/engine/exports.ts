// The functions of engine.wasm: the other side of src/wasm/exports.h, which documents them. Handles and
// pointers are numbers; 0 is the null handle.
export interface EngineExports {
	readonly memory: WebAssembly.Memory;
	_initialize(): void;

	memory_allocate(size: number): number;
	memory_release(memory: number): void;

	error_status(): number;
	error_subject(): number;
	error_message(): number;

	file_data(): number;
	file_size(): number;
	file_release(): void;

	settings_create(): number;
	settings_release(settings: number): void;
	setting_count(): number;
	setting_name(index: number): number;
	settings_set(settings: number, name: number, text: number): number;
	settings_get(settings: number, name: number, text: number, capacity: number): number;
	settings_check(settings: number): number;
	training_memory(settings: number, reviews: number): number;

	corpus_open(bytes: number, size: number): number;
	corpus_close(corpus: number): void;
	corpus_count(corpus: number, half: 0 | 1): number;
	corpus_words(corpus: number): number;
	corpus_tail(corpus: number): number;
	corpus_known_words(corpus: number): number;
	corpus_source(corpus: number): number;

	statistics_open(bytes: number, size: number): number;
	statistics_close(statistics: number): void;
	statistics_words(statistics: number): number;
	statistics_tail(statistics: number): number;
	statistics_pairs(statistics: number): number;
	statistics_source(statistics: number): number;
	statistics_draw(statistics: number, reviews: number, seed: number): number;

	csv_look(
		sample: number,
		size: number,
		whole: number,
		delimiter: number,
		quotes: number,
		header: number,
		text: number,
		label: number,
		values: number,
	): number;
	csv_value(index: number): number;
	csv_preview(sample: number, size: number, layout: number, rows: number): number;

	import_create(kind: number, options: number, positive: number, negative: number, source: number): number;
	import_destroy(reviews: number): void;
	import_begin(reviews: number, name: number): number;
	import_add(reviews: number, bytes: number, size: number): number;
	import_end(reviews: number): number;
	import_unpack(reviews: number, bytes: number, size: number): number;
	import_count(reviews: number): number;
	import_finish(reviews: number, values: number): number;
	account_label(label: 0 | 1): number;

	model_create(settings: number, corpus: number): number;
	model_open(bytes: number, size: number): number;
	model_destroy(model: number): void;
	model_save(model: number): number;
	model_settings(model: number): number;
	model_layer_count(model: number): number;
	model_layer_name(model: number, index: number): number;
	model_layer_type(model: number, index: number): number;
	model_layer_shape(model: number, index: number, values: number): void;
	model_tensor_count(model: number): number;
	model_tensor_name(model: number, index: number): number;
	model_tensor_values(model: number, index: number, shape: number): number;
	model_fingerprint(model: number): number;
	predictor_create(model: number): number;
	predictor_destroy(predictor: number): void;
	predictor_predict(predictor: number, text: number, size: number, values: number): number;
	model_words_of(model: number, text: number, size: number, places: number, capacity: number): number;

	trace_create(model: number): number;
	trace_destroy(trace: number): void;
	trace_read(trace: number, text: number, size: number): number;
	trace_review(trace: number, values: number): void;
	trace_steps(trace: number): number;
	trace_words(trace: number): number;
	trace_compare(trace: number, words: number): number;
	trace_layer(trace: number, index: number, values: number): number;
	trace_row_name(model: number, row: number): number;
	trace_unit(trace: number, layer: number, step: number, unit: number, values: number): number;

	probe_create(model: number, corpus: number, reviews: number): number;
	probe_destroy(probe: number): void;
	probe_run(probe: number): void;
	probe_reviews(probe: number): number;
	probe_layer(probe: number, index: number, values: number): number;
	probe_gate_name(model: number, gate: number): number;

	word_map_create(model: number, words: number): number;
	word_map_destroy(map: number): void;
	word_map_run(map: number): void;
	word_map_places(map: number, values: number): void;
	model_vocabulary(model: number, count: number, size: number): number;

	trainer_create(model: number, corpus: number): number;
	trainer_destroy(trainer: number): void;
	trainer_step(trainer: number, batches: number): number;
	trainer_stop(trainer: number): void;
	trainer_progress(trainer: number, values: number): void;
	trainer_epoch(trainer: number, index: number, values: number): void;
	trainer_save(trainer: number): number;
	trainer_resume(bytes: number, size: number, corpus: number, model: number, trainer: number): number;

	known_answer(): number;

	// Of the build with shared memory: src/wasm/threads/helpers.h. helper_run() is called by helper.ts.
	helper_create?(): number;
	helper_count?(): number;
	helper_sleeping?(): number;
	helper_parts?(): number;
	trainer_use_helpers?(trainer: number): void;
}
