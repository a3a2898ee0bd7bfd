// usage: node tools/make_icons.mjs
//
// Draws the icons of the installed page from web/public/icon.svg, in the system's Chromium, into web/public/icons/.
// Systems cut a maskable icon to their own shape: it fills its square, and its drawing keeps to the middle.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { env } from 'node:process';

const root = new URL('../web/', import.meta.url);
const { chromium } = createRequire(new URL('package.json', root))('playwright-core');

const icons = [
	{ file: 'icon-192.png', size: 192, maskable: false },
	{ file: 'icon-512.png', size: 512, maskable: false },
	{ file: 'icon-maskable-512.png', size: 512, maskable: true },
	{ file: 'apple-touch-icon.png', size: 180, maskable: true },
];

const drawing = await readFile(new URL('public/icon.svg', root), 'utf8');
const fullSquare = drawing.replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40"').replace(/<rect [^>]*fill="(#\w+)"[^>]*>/, '<rect x="-4" y="-4" width="40" height="40" fill="$1" />');
const browser = await chromium.launch({ executablePath: env.CHROMIUM ?? '/usr/bin/chromium', chromiumSandbox: false });
await mkdir(new URL('public/icons/', root), { recursive: true });
for (const { file, size, maskable } of icons) {
	const page = await browser.newPage({ viewport: { width: size, height: size } });
	const svg = (maskable ? fullSquare : drawing).replace('<svg', `<svg width="${size}" height="${size}" style="display:block"`);
	await page.setContent(`<body style="margin:0;background:none">${svg}</body>`);
	await writeFile(new URL(`public/icons/${file}`, root), await page.screenshot({ omitBackground: true }));
	await page.close();
}
await browser.close();
