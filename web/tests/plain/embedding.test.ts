// The page in a frame: what its address asks for, and the HTML that others paste.
import { describe, expect, test } from 'vitest';
import { elementCode, embeddedAddress, embeddingOf, frameCode } from '../../src/model/settings/embedding.ts';
import { Lesson } from '../../src/model/settings/lesson.svelte.ts';

const link = 'https://example.org/unroll/?utm=1#cells=gru,lstm&units=8&hide=speed';

describe('the embedded page', () => {
	test('is asked for by "?embed", whole where its kind is unknown', () => {
		expect(['', '?a=1', '?embedded'].map(embeddingOf)).toEqual([null, null, null]);
		expect(['?embed', '?embed=', '?embed=page', '?embed=other', '?a=1&embed=network', '?embed=review'].map(embeddingOf)).toEqual(
			['page', 'page', 'page', 'page', 'network', 'review'],
		);
	});

	test('has the settings and the lesson of the link, and no other query', () => {
		expect(embeddedAddress(link, 'page')).toBe('https://example.org/unroll/?embed#cells=gru,lstm&units=8&hide=speed');
		expect(embeddingOf(new URL(embeddedAddress(link, 'network')).search)).toBe('network');
	});

	test('is put into HTML that says what it says: no character of a link ends an attribute', () => {
		expect(frameCode(link, 'network')).toContain('src="https://example.org/unroll/?embed=network#cells=gru,lstm&amp;units=8&amp;hide=speed"');
		expect(elementCode(link, 'review')).toBe(
			'<script type="module" src="https://example.org/unroll/embed.js"></script>\n' +
				'<unroll-embed show="review" link="#cells=gru,lstm&amp;units=8&amp;hide=speed"></unroll-embed>',
		);
		expect(frameCode('https://example.org/#name="><script>', 'page')).not.toMatch(/"><script>/);
	});

	test('leaves out more than the lesson that it shows, which stays as its link says', () => {
		const lesson = new Lesson();
		lesson.leftOut = ['guide'];
		expect([lesson.shows('guide'), lesson.shows('speed'), lesson.isOn]).toEqual([false, true, false]);
		lesson.hidden = ['speed'];
		expect([lesson.shows('speed'), lesson.isOn, lesson.hidden]).toEqual([false, true, ['speed']]);
	});
});
