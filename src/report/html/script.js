'use strict';
(() => {
  const table = document.getElementById('findings-table');
  const controls = document.getElementById('controls');
  if (!table || !controls) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const search = document.getElementById('search');
  const verdict = document.getElementById('by-verdict');
  const rule = document.getElementById('by-rule');
  const unit = document.getElementById('by-unit');
  const shown = document.getElementById('shown');
  const violations = new Set(['late', 'missing', 'breached']);
  const folded = text => text.normalize('NFKC').toLowerCase();
  const texts = rows.map(row => folded(row.textContent));

  const filter = () => {
    const words = folded(search.value).split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, i) => {
      const data = row.dataset;
      const fits = (!verdict.value || data.verdict === verdict.value ||
                    (verdict.value === 'violation' && violations.has(data.verdict))) &&
          (!rule.value || data.rule === rule.value) && (!unit.value || data.unit === unit.value.slice(1)) &&
          words.every(word => texts[i].includes(word));
      row.hidden = !fits;
      if (fits) ++count;
    });
    shown.textContent = shown.dataset.text.replace('{0}', count).replace('{1}', rows.length);
  };

  const collator = new Intl.Collator(document.documentElement.lang, {numeric: true});
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.sort ?? cell.textContent.trim();
  };
  const sort = (header, column) => {
    const down = header.getAttribute('aria-sort') === 'ascending';
    for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
    header.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const keyed = rows.map((row, i) => ({row, i, key: key(row, column)}));
    keyed.sort((a, b) => {
      if (!a.key !== !b.key) return a.key ? -1 : 1;  // empty cells last
      const order = collator.compare(a.key, b.key);
      return order ? (down ? -order : order) : a.i - b.i;
    });
    body.append(...keyed.map(one => one.row));
  };

  [...table.tHead.rows[0].cells].forEach((header, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...header.childNodes);
    button.addEventListener('click', () => sort(header, column));
    header.append(button);
  });
  for (const control of [verdict, rule, unit]) control.addEventListener('change', filter);
  search.addEventListener('input', filter);
  document.getElementById('reset').addEventListener('click', () => {
    search.value = verdict.value = rule.value = unit.value = '';
    filter();
    search.focus();
  });
  // A reloaded page may come with what was chosen before.
  filter();
  controls.hidden = false;
})();
