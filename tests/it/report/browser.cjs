// Looks at each page in Chromium: light, dark and in forced colours, 1280, 768 and 390 pixels
// wide, and printed.
// Says what is wrong, one line each, and then how many looks and complaints there were.
const { chromium } = require('playwright-core');
const axe = require('axe-core').source;
const { execFileSync } = require('node:child_process');
const { pathToFileURL } = require('node:url');

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

// What a side of paper holds inside its margins, in the pixels of a style sheet.
const papers = { A4: { width: 688, height: 1001 }, Letter: { width: 710, height: 935 } };

// What a page of which somebody reads a sheet has to hold.
async function print(browser, file, complain) {
  const url = pathToFileURL(file).href;
  const page = await browser.newPage();
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto(url);
  const fold = () => page.evaluate(() => document.querySelector('.fold')?.getBoundingClientRect().bottom ?? 0);
  const isKind = file.includes('/kind-');
  if (isKind && await fold() > 720) complain(`does not fit a screen: ${await fold()}`);
  await page.emulateMedia({ media: 'print' });
  for (const [format, size] of Object.entries(papers)) {
    await page.setViewportSize(size);
    if (isKind && await fold() > size.height) complain(`does not fit ${format}: ${await fold()}`);
    const broken = await page.evaluate(() => [...document.querySelectorAll('.months, .bars, .line, .matrix, .teams table, .losses')]
      .filter((one) => { const box = one.closest('li, .beside > div, .whole') ?? one;
        return getComputedStyle(box).breakInside !== 'avoid' || box.getBoundingClientRect().height > innerHeight; })
      .map((one) => one.className));
    if (isKind && broken.length) complain(`breaks on ${format}: ${broken}`);
    const printed = `${file}.${format}.pdf`;
    await page.pdf({ path: printed, format, printBackground: true });
    const sides = execFileSync('pdftotext', ['-layout', printed, '-']).toString().split('\f').slice(0, -1);
    sides.forEach((side, index) => {
      const foot = `work, .* made 20 Nov 2026 +${index + 1} of ${sides.length}`;
      if (!new RegExp(foot).test(side)) complain(`${format}, side ${index + 1} has no foot: ${side.trim().split('\n').pop()}`);
    });
  }
  await page.close();
}

async function look(browser, file, colorScheme, width, forcedColors, complain) {
  // The policy of the page forbids scripts: the checks come in beside it.
  const context = await browser.newContext({ colorScheme, forcedColors, viewport: { width, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  page.on('request', (request) => { if (request.url() !== url) complain(`loads ${request.url()}`); });
  page.on('console', (message) => complain(`says ${message.text()}`));
  page.on('dialog', (dialog) => complain(`opens ${dialog.message()}`));
  page.on('pageerror', (error) => complain(`throws ${error}`));
  await page.goto(url);
  const found = await page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    const out = [...document.querySelectorAll('body *')].filter((one) => {
      const scrolls = one.closest('.scroll') && !one.matches('.scroll');
      const box = one.getBoundingClientRect();
      return !scrolls && !one.closest('svg') && box.width > 0 && (box.right > wide + 1 || box.left < -1);
    });
    const all = [...document.querySelectorAll('*')];
    return {
      sticksOut: out.slice(0, 3).map((one) => one.outerHTML.slice(0, 120)),
      scripts: document.querySelectorAll('script, iframe, object, embed, img, link, form').length,
      handlers: all.filter((one) => [...one.attributes].some((it) => /^on|^(src|href|style)$/i.test(it.name))).length,
      hacked: typeof window.hacked,
      styles: document.querySelectorAll('style').length,
      headings: document.querySelectorAll('h1').length,
      unnamed: [...document.querySelectorAll('svg')].filter((one) =>
        !one.closest('[aria-hidden=true]') &&
        !(one.getAttribute('role') === 'img' && (one.getAttribute('aria-label') || one.querySelector('title')))).length,
    };
  });
  for (const one of found.sticksOut) complain(`sticks out: ${one}`);
  if (found.scripts || found.handlers || found.hacked !== 'undefined') complain(`can run something: ${JSON.stringify(found)}`);
  if (found.styles !== 1 || found.headings !== 1) complain(`has another shape: ${JSON.stringify(found)}`);
  if (found.unnamed) complain(`has ${found.unnamed} pictures without a name`);
  await page.addScriptTag({ content: axe });
  const results = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  for (const one of results.violations) {
    complain(`axe ${one.id}: ${one.help}: ${one.nodes.length} times, first ${one.nodes[0].html.slice(0, 160)} ${one.nodes[0].failureSummary}`);
  }
  if (results.passes.length < 10) complain(`axe looked at ${results.passes.length} rules only`);
  await context.close();
}

(async () => {
  const executablePath = execFileSync('sh', ['-c', 'command -v chromium']).toString().trim();
  const browser = await chromium.launch({ executablePath, args: quiet });
  let [looks, complaints] = [0, 0];
  // In one way each of what comes in many kinds, in every way the others.
  const ways = [['light', 768, 'none'], ['dark', 390, 'none'], ['dark', 1280, 'active'],
    ['light', 1280, 'none'], ['dark', 1280, 'none'], ['light', 390, 'none']];
  const files = process.argv.slice(2).map((file, index) => [file, index]);
  const next = async () => {
    for (let one = files.shift(); one; one = files.shift()) {
      const [file, index] = one;
      const said = (how) => (what) => {
        complaints += 1;
        console.log(`${file.split('/').pop()}, ${how}: ${what}`);
      };
      await print(browser, file, said('printed'));
      for (const [scheme, width, forced] of file.includes('/kind-') ? [ways[index % 3]] : ways) {
        looks += 1;
        await look(browser, file, scheme, width, forced, said(`${scheme}, ${width}, ${forced}`));
      }
    }
  };
  await Promise.all([next(), next(), next()]);
  await browser.close();
  console.log(`${looks} looks, ${complaints} complaints`);
})().catch((error) => { console.error(error); process.exit(1); });
