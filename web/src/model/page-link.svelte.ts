import type { Failure } from '../protocol/types.ts';
import type { Language } from '../i18n/format.ts';
import { firstLanguage } from '../storage/preferences.ts';
import type { Chapter } from './chapter/chapter.svelte.ts';
import type { Library } from './library/library.svelte.ts';
import type { Form } from './settings/form.svelte.ts';
import type { Hideable, Lesson } from './settings/lesson.svelte.ts';
import { readLink, writeLink, type Linked } from './settings/link.ts';
import { isPart, type Parts } from './settings/parts.svelte.ts';

/** What a link is about. */
export interface LinkedPage {
	readonly form: Form;
	readonly library: Library;
	readonly lesson: Lesson;
	readonly parts: Parts;
	readonly chapter: Chapter;
	readonly language: Language;
	useSettings(settings: Linked['settings'], cells: Linked['cells']): void;
	setLanguage(language: Language): Promise<void>;
	failure: Failure | null;
}

// The link that the page was opened by, and the one to what it is set to.
export class PageLink {
	/** The language that the last link was made in. */
	language: Language | null = null;
	/** It came with a run: the page offers to start it. */
	offersRun = $state(false);
	/** The experiment of the last link, or what its part has been set to since; '' where there is none. */
	experiment = $state('');
	/** How the digest of its reviews begins. */
	#reviews = '';
	readonly #page: LinkedPage;

	constructor(page: LinkedPage) {
		this.#page = page;
	}

	/** Takes what a link says; an unknown setting is reported, and what can be understood is taken. */
	open(hash: string): void {
		const name = hash.slice(1);
		if (isPart(name)) {
			this.#page.parts.open(name);
			return;
		}
		const { linked, strange } = readLink(hash);
		if (strange.length > 0) {
			this.#page.failure = { kind: 'strange-link', parts: strange };
		}
		if (linked) {
			this.#take(linked);
		}
	}

	#take(linked: Linked): void {
		const { library, lesson, parts, chapter } = this.#page;
		this.#page.useSettings(linked.settings, linked.cells);
		lesson.hidden = linked.hide;
		parts.open(linked.part);
		chapter.open(linked);
		this.#useLanguage(linked.language);
		this.offersRun = linked.run;
		this.experiment = linked.experiment ?? '';
		this.#reviews = linked.reviews;
		if (library.corpora.some((corpus) => corpus.id === linked.corpus)) {
			library.choose(linked.corpus);
		} else if (linked.corpus) {
			library.prefer(linked.corpus);
		}
	}

	/** Unless the reader has chosen one. */
	#useLanguage(language: Language | null): void {
		this.language = language;
		if (language) {
			void this.#page.setLanguage(firstLanguage([language]));
		}
	}

	/** A link to what the page is set to. */
	write({ run = false, hide = this.#page.lesson.hidden }: { run?: boolean; hide?: Hideable[] } = {}): string {
		const { form, library, chapter, language, parts } = this.#page;
		const own = library.entry?.kind === 'own';
		return writeLink({
			settings: form.settings,
			cells: form.cells,
			corpus: own ? '' : library.chosen,
			reviews: library.digest,
			edition: chapter.edition,
			language,
			run,
			hide,
			part: parts.current,
			experiment: parts.current === 'experiments' ? this.experiment : '',
		});
	}

	/** Whether the reviews that have arrived are others than those that the link was made with; asked once. */
	metOtherReviews(): boolean {
		const wanted = this.#reviews;
		this.#reviews = '';
		return !this.#page.library.digest.startsWith(wanted);
	}
}
