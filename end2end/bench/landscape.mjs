// Prints a landscape file (CNCF landscape2) as large as the real one: 720 members, 2,400 items in some 80 places.
// Usage: node end2end/bench/landscape.mjs > landscape.yml; time oca import-landscape landscape.yml
import { readFileSync } from 'node:fs';

const [MEMBERS, ITEMS, PLACES] = [720, 2400, 80];
/** @type {Record<string, string[]>} */
const areas = JSON.parse(readFileSync(new URL('../../app/data/landscape_areas.json', import.meta.url), 'utf8'));
const places = Object.values(areas).flat();
while (places.length < PLACES - 1) places.push(`Invented / Part ${places.length}`);
/** @type {Map<string, string[]>} */
const categories = new Map();
for (const place of places) {
  const [category, part] = place.split(' / ');
  categories.set(category, [...(categories.get(category) ?? []), part]);
}

/** @type {string[]} */
const lines = [];
/** @param {string} name @param {Record<string, string>} fields */
const item = (name, fields) => {
  lines.push('          - item:', `            name: ${name}`);
  for (const [key, value] of Object.entries(fields)) lines.push(`            ${key}: ${value}`);
};
/** @param {number} n */
const directory = (n) => `https://www.crunchbase.com/organization/invented-${n}`;
/** @param {number} place */
const upTo = (place) => Math.floor((place * ITEMS) / places.length);

lines.push('landscape:', '  - category:', '    name: CNCF Members', '    subcategories:', '      - subcategory:', '        name: Silver', '        items:');
for (let n = 0; n < MEMBERS; n += 1) {
  item(`Invented Member ${n}`, { homepage_url: `https://member-${n}.example`, logo: `member-${n}.svg`, crunchbase: directory(n), joined: "'2024-05-01'" });
}
let place = 0;
for (const [category, parts] of categories) {
  lines.push('  - category:', `    name: ${category}`, '    subcategories:');
  for (const part of parts) {
    lines.push('      - subcategory:', `        name: ${part}`, '        items:');
    for (let n = upTo(place); n < upTo(place + 1); n += 1) {
      item(`Invented Product ${n}`, {
        description: 'A product that nobody makes, with a sentence about it as long as such sentences are.',
        homepage_url: `https://product-${n}.example`,
        repo_url: `https://code.example/invented/product-${n}`,
        logo: `product-${n}.svg`,
        crunchbase: directory(n % (MEMBERS + 40)),
        ...(n % 50 === 0 ? { second_path: 'Runtime / Nowhere' } : {}),
      });
    }
    place += 1;
  }
}
console.log(lines.join('\n'));
