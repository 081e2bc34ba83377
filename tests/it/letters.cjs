// Fills in the page of `hirelog ask --format html` as a person would, and prints what it
// makes of that; complaints go to standard error.
const { chromium } = require('playwright-core');
const axe = require('axe-core').source;
const { execFileSync } = require('node:child_process');
const { pathToFileURL } = require('node:url');

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const complain = (what) => { console.error(what); process.exitCode = 1; };

async function judged(browser, url, colorScheme, width) {
  // The policy of the page forbids scripts but its own: the checks come in beside it.
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(url);
  await page.click('#copy');
  if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)) complain(`sticks out at ${width}`);
  await page.addScriptTag({ content: axe });
  const results = await page.evaluate(() => window.axe.run(document));
  for (const one of results.violations) complain(`axe ${one.id}: ${one.help}: ${one.nodes[0].html}`);
  if (results.passes.length < 10) complain('axe looked at few rules');
  await context.close();
}

(async () => {
  const executablePath = execFileSync('sh', ['-c', 'command -v chromium']).toString().trim();
  const browser = await chromium.launch({ executablePath, args: quiet });
  const [file, ...answers] = process.argv.slice(2);
  const url = pathToFileURL(file).href;
  for (const scheme of ['light', 'dark']) for (const width of [1280, 360]) await judged(browser, url, scheme, width);
  const page = await browser.newPage();
  page.on('request', (request) => {
    if (request.url() !== url && !request.url().startsWith('mailto:')) complain(`loads ${request.url()}`);
  });
  page.on('console', (message) => complain(`says ${message.text()}`));
  page.on('pageerror', (error) => complain(`throws ${error}`));
  await page.goto(url);
  const boxes = page.locator('section textarea');
  for (const [index, answer] of answers.entries()) await boxes.nth(index).fill(answer);
  await page.locator('section input').first().check();
  await page.click('#copy');
  await page.waitForFunction(() => document.getElementById('said').textContent !== '');
  process.stdout.write(await page.locator('#text').inputValue());
  const stored = await page.evaluate(() => {
    try { return localStorage.length + sessionStorage.length + document.cookie.length; } catch { return 0; }
  });
  if (stored) complain('stores something');
  await browser.close();
})().catch((error) => { console.error(error); process.exit(1); });
