#!/usr/bin/env python3
"""Looks at the HTML report in a browser: Debian's Chromium, without a network, with a fresh folder for the user.

usage: report_test.py PROGRAM ROOT

Exit code 77 where Chromium, its driver or Selenium is missing.
"""
import base64
import collections
import datetime
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

try:
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import Select
except ImportError:
    print("python3-selenium is missing")
    sys.exit(77)

DRIVER, BROWSER = shutil.which("chromedriver"), shutil.which("chromium")
VIOLATIONS = {"late", "missing", "breached"}
HOSTILE = ['<script>window.pwned=1</script>', '"><img src=x onerror="window.pwned=1">', "]]><svg onload=window.pwned=1>",
           '=HYPERLINK("http://example.org/","x")', "</title></style></script><script>window.pwned=1</script>",
           "<a href=javascript:window.pwned=1>x</a>", "' autofocus onfocus='window.pwned=1", "\x1b[31mred\x1b[0m",
           "::error::x", "a\u202eb", "a\x00b", "<iframe src=http://example.org/></iframe>"]


def check(*arguments, output, language="en"):
    done = subprocess.run([PROGRAM, "check", *arguments, "--as-of", "2020-12-31", "--lang", language, "-o", output], cwd=ROOT,
                          capture_output=True, check=False)
    if done.returncode not in (1, 3) or not pathlib.Path(output).exists():
        raise AssertionError(done.stderr.decode())


def sample(output, language="en"):
    folder = "samples/guiyang-2020"
    rules = ["interpretation-within-3-working-days", "authoritative-information-within-5-hours",
             "press-conference-within-24-hours", "response-within-48-hours", "plan-within-20-working-days"]
    check("-r", "rules/guiyang-health-2020.yaml", *(word for rule in rules for word in ("--only", rule)),
          "-m", f"{folder}/发文与解读.mapping.yaml", "-m", f"{folder}/舆情处置.mapping.yaml",
          "-m", f"{folder}/贯彻方案备案.mapping.yaml", output=output, language=language)


def hostile(folder, output):
    (folder / "pack.yaml").write_text(
        "shixian: 1\npack: p\ntitle: '</style><script>window.pwned=1</script>'\ncalendar: china\ntime-zone: Asia/Shanghai\nrules:\n"
        "- id: answered\n  title: '<img src=x onerror=window.pwned=1>'\n"
        "  cite: {quote: '\"><script>window.pwned=1</script>'}\n  owner: '<b>owner</b>'\n"
        "  for-each: {event: '<i>asked</i>'}\n  expect: answered\n  same: [case]\n  within: 3 days\n", encoding="utf-8")
    quote = lambda text: '"' + text.replace('"', '""') + '"'
    lines = ["case,event,time,unit"]
    lines += [f"{quote(text)},<i>asked</i>,2020-03-02,{quote(text)}" for text in HOSTILE]
    lines += [f"{quote(text)},<i>asked</i>,{quote(text)},{quote(text)}" for text in HOSTILE[:6]]
    ledger = folder / "javascript:window.pwned=1;<img src=x>.csv"
    ledger.write_bytes("\n".join(lines).encode() + b"\nbad\xff\xfe,<i>asked</i>,2020-03-02,\xff\n")
    (folder / "mapping.yaml").write_text(
        "shixian-log: 1\nencoding: utf-8\ntime-zone: Asia/Shanghai\nevent: {column: event}\ntime: time\n"
        "attributes: {case: case, unit: unit}\n", encoding="utf-8")
    check("-r", folder / "pack.yaml", "-m", folder / "mapping.yaml", ledger, output=output)


class ReportTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="shixian-browser-"))
        sample(cls.folder / "findings.jsonl")
        for language in ("en", "zh"):
            sample(cls.folder / f"{language}.html", language)
        hostile(cls.folder, cls.folder / "hostile.html")
        lines = [json.loads(line) for line in (cls.folder / "findings.jsonl").read_text("utf-8").splitlines()]
        cls.summary = lines[-1]["summary"]
        cls.findings = [line for line in lines if "verdict" in line]
        cls.listed = [line for line in cls.findings if line["verdict"] != "met"]
        options = Options()
        options.binary_location = BROWSER
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                         "--disable-background-networking", "--disable-component-update", "--no-first-run",
                         "--window-size=1280,1000", f"--user-data-dir={cls.folder / 'user'}"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        cls.browser = webdriver.Chrome(service=Service(DRIVER), options=options)
        cls.browser.get("about:blank")

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()
        shutil.rmtree(cls.folder, ignore_errors=True)

    def open(self, name):
        for kind in ("performance", "browser"):
            self.browser.get_log(kind)  # what there was is read and forgotten
        self.browser.get((self.folder / name).as_uri())

    def ask(self, script, *arguments):
        return self.browser.execute_script(script, *arguments)

    def rows(self):
        return self.ask("return [...document.querySelectorAll('#findings-table tbody tr')].filter(r => r.offsetHeight > 0)"
                        ".map(r => ({verdict: r.dataset.verdict, rule: r.cells[1].textContent, unit: r.dataset.unit,"
                        " what: r.cells[3].textContent, deadline: r.cells[5].textContent, text: r.textContent}))")

    def requested(self):
        sent = (json.loads(entry["message"])["message"] for entry in self.browser.get_log("performance"))
        return [one["params"]["request"]["url"] for one in sent if one["method"] == "Network.requestWillBeSent"]

    def test_says_what_the_findings_say(self):
        words = {"en": ("Compliance report", "25 of 90 obligations violated"),
                 "zh": ("合规检查报告", "90 项义务中有 25 项违规")}
        for language, (title, conclusion) in words.items():
            self.open(f"{language}.html")
            self.assertIn(title, self.browser.title)
            self.assertEqual(self.ask("return document.documentElement.lang"), {"en": "en", "zh": "zh-CN"}[language])
            self.assertEqual(self.ask("return document.querySelector('.conclusion').textContent"), conclusion)
            cards = self.ask("return Object.fromEntries([...document.querySelectorAll('.cards li')]"
                             ".map(card => [card.dataset.verdict, +card.querySelector('.number').textContent]))")
            self.assertEqual(cards, {verdict: self.summary[verdict] for verdict in cards})
            self.assertEqual(set(cards), VIOLATIONS | {"undetermined", "pending", "met"})
            self.assertEqual(collections.Counter(row["verdict"] for row in self.rows()),
                             collections.Counter(one["verdict"] for one in self.listed))
            sections = self.ask("return [...document.querySelectorAll('article[id^=f-]')].map(a => a.id)")
            self.assertEqual(sorted(sections), sorted("f-" + one["fingerprint"] for one in self.listed
                                                      if one["verdict"] != "pending"))
            # The policy let the style and the script through.
            self.assertEqual(self.ask("return getComputedStyle(document.querySelector('.cards')).display"), "grid")
            self.assertTrue(self.ask("return document.getElementById('controls').offsetHeight > 0"))
            self.assertEqual([entry["message"] for entry in self.browser.get_log("browser")], [])

    def test_explains_a_finding(self):
        self.open("en.html")
        late = next(one for one in self.findings if one["keys"].get("doc_no") == "筑卫健发〔2020〕55号" and one["verdict"] == "late")
        section = self.browser.find_element(By.ID, "f-" + late["fingerprint"])
        for said in (late["keys"]["doc_no"], "2020-10-12", "2020-10-14", "2 working days",
                     "最晚应在政策文件正式印发后的3个工作日内发布解读材料", "第10项", "row 29", late["fingerprint"]):
            self.assertIn(said, section.text)
        steps = [row.text for row in section.find_elements(By.CSS_SELECTOR, ".reckoning tbody tr")]
        self.assertEqual(len(steps), 13)
        self.assertEqual([re.match(r"(\S+) \w+ (\d+) ", step).groups() for step in steps if re.match(r"\S+ \w+ \d", step)],
                         [("2020-10-09", "1"), ("2020-10-10", "2"), ("2020-10-12", "3")])
        label = section.find_element(By.CSS_SELECTOR, "svg.timeline").get_attribute("aria-label")
        self.assertEqual(label, "trigger 2020-09-30; deadline 2020-10-12; response 2020-10-14")

    def test_counts_margins_and_units_of_the_charts(self):
        self.open("en.html")
        table = lambda which: self.ask(
            "return [...document.querySelectorAll('#charts section')].find(s => s.querySelector('h3').textContent === arguments[0])"
            ".querySelectorAll('tbody tr').values().map(r => [...r.cells].map(c => c.textContent)).toArray()", which)
        rules = {row[0]: row[1:] for row in table("By rule")}
        verdicts = collections.Counter(one["verdict"] for one in self.findings
                                       if one["rule"] == "interpretation-within-3-working-days")
        self.assertEqual(rules["The interpretation is published within 3 working days of the formal issue of the document"],
                         [str(sum(verdicts.values())), str(sum(verdicts[v] for v in VIOLATIONS)), str(verdicts["undetermined"])])
        for which, column in (("By rule", 1), ("By unit", 1), ("By rule", 2), ("By unit", 2), ("By unit", 3)):
            expected = (len(self.findings), self.summary["late"] + self.summary["missing"] + self.summary["breached"],
                        self.summary["undetermined"])[column - 1]
            self.assertEqual(sum(int(row[column]) for row in table(which)), expected)
        months = collections.Counter(one["trigger"]["time"][:7] for one in self.findings)
        self.assertEqual({row[0]: sum(map(int, row[1:])) for row in table("By month")}, dict(months))

        def margin(one):
            if len(one["deadline"]) == 10:
                day = lambda text: datetime.date.fromisoformat(text[:10])
                return (day(one["deadline"]) - day(one["response"]["time"])).days
            response = one["response"]["time"] if len(one["response"]["time"]) > 10 else one["response"]["time"] + "T00:00+08:00"
            return (datetime.datetime.fromisoformat(one["deadline"]) - datetime.datetime.fromisoformat(response)).days
        bounds = [31, 11, 4, 1, 0, -1, -3, -10, -30, -10**6]
        bins = collections.Counter(next(i for i, bound in enumerate(bounds) if margin(one) >= bound)
                                   for one in self.findings if one["verdict"] in ("met", "late"))
        self.assertEqual([sum(map(int, row[1:])) for row in table("Margin to the deadline")],
                         [bins[i] for i in range(10)] + [self.summary["missing"]])

    def test_filters_and_searches(self):
        self.open("en.html")
        every = self.rows()
        choose = lambda name, text: Select(self.browser.find_element(By.ID, name)).select_by_visible_text(text)
        shown = lambda: self.browser.find_element(By.ID, "shown").text
        search = self.browser.find_element(By.ID, "search")
        self.assertEqual(shown(), f"{len(every)} of {len(every)} findings shown")
        choose("by-verdict", "missing")
        self.assertEqual(self.rows(), [row for row in every if row["verdict"] == "missing"])
        self.assertEqual(shown(), f"{self.summary['missing']} of {len(every)} findings shown")
        choose("by-verdict", "violations")
        self.assertEqual(self.rows(), [row for row in every if row["verdict"] in VIOLATIONS])
        choose("by-unit", "疾控处")
        self.assertEqual(self.rows(), [row for row in every if row["verdict"] in VIOLATIONS and row["unit"] == "疾控处"])
        rule = "A press conference on a grave or very grave incident is held within 24 hours"
        choose("by-rule", rule)
        few = [row for row in every if row["verdict"] in VIOLATIONS and row["unit"] == "疾控处" and row["rule"] == rule]
        self.assertEqual(self.rows(), few)
        self.assertEqual(len(few), 1)
        self.browser.find_element(By.ID, "reset").click()
        self.assertEqual(self.rows(), every)
        search.send_keys("筑卫健通 ２２号")
        self.assertEqual([row["what"] for row in self.rows()], ["筑卫健通〔2020〕22号"])
        search.send_keys("nowhere")
        self.assertEqual(self.rows(), [])

    def test_sorts_by_mouse_and_keyboard(self):
        self.open("en.html")
        every = self.rows()
        header = self.browser.find_elements(By.CSS_SELECTOR, "#findings-table thead th")[5]
        button = header.find_element(By.TAG_NAME, "button")
        start = lambda row: row["deadline"][-16:] if "…" in row["deadline"] else row["deadline"]
        full = lambda row: start(row) + " 23:59" if len(start(row)) == 10 else start(row)
        button.click()
        self.assertEqual(header.get_attribute("aria-sort"), "ascending")
        self.assertEqual(self.rows(), sorted(every, key=lambda row: (not row["deadline"], full(row))))
        button.send_keys(Keys.ENTER)
        self.assertEqual(header.get_attribute("aria-sort"), "descending")
        deadlines = [full(row) for row in self.rows() if row["deadline"]]
        self.assertEqual(deadlines, sorted(deadlines, reverse=True))
        self.assertEqual(self.ask("return document.querySelectorAll('[aria-sort]').length"), 1)

    def test_shows_everything_without_scripts(self):
        self.open("en.html")
        every = self.rows()
        self.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        try:
            self.open("en.html")
            rows = self.browser.find_elements(By.CSS_SELECTOR, "#findings-table tbody tr")
            self.assertEqual([row.is_displayed() for row in rows], [True] * len(every))
            self.assertFalse(self.browser.find_element(By.ID, "controls").is_displayed())
            self.assertEqual(self.browser.find_elements(By.CSS_SELECTOR, "thead button"), [])
        finally:
            self.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})

    def test_prints_on_a4(self):
        self.open("zh.html")
        pdf = base64.b64decode(self.browser.execute_cdp_cmd(
            "Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})["data"])
        boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
        self.assertEqual({(round(float(width)), round(float(height))) for width, height in boxes}, {(595, 842)})
        sections = sum(one["verdict"] != "pending" for one in self.listed)
        self.assertGreater(len(boxes), sections)  # each finding begins a page

    def test_asks_for_nothing_but_itself(self):
        for name in ("en.html", "hostile.html"):
            self.open(name)
            self.ask("document.getElementById('search').value = 'x';"
                     "document.getElementById('search').dispatchEvent(new Event('input'))")
            self.assertEqual(set(self.requested()), {(self.folder / name).as_uri()})
            policy = self.ask("return document.querySelector('meta[http-equiv=Content-Security-Policy]').content")
            self.assertTrue(policy.startswith("default-src 'none'; "), policy)
            self.assertNotIn("unsafe", policy)
            refused = self.browser.execute_async_script(
                "const done = arguments[0]; fetch(location.href).then(() => done(false), () => done(true))")
            self.assertTrue(refused)

    def test_text_of_a_ledger_is_inert(self):
        self.open("hostile.html")
        self.assertIsNone(self.ask("return window.pwned"))
        self.assertEqual(self.ask("return document.scripts.length"), 1)
        self.assertEqual(self.ask("return document.querySelectorAll('img, iframe, object, embed, form, base, link, b, i').length"), 0)
        self.assertEqual(self.ask("return [...document.querySelectorAll('*')].flatMap(e => [...e.attributes])"
                                  ".filter(a => /^on/i.test(a.name) || a.name === 'style').length"), 0)
        links = self.ask("return [...document.querySelectorAll('a')].map(a => a.href)")
        self.assertGreater(len(links), 20)
        self.assertEqual({urllib.parse.urlsplit(link).scheme for link in links}, {"file"})
        self.assertIn('<script>window.pwned=1</script>', self.ask("return document.querySelector('#findings-table').textContent"))
        source = (self.folder / "hostile.html").read_text("utf-8")  # which is well-formed
        self.assertEqual(re.findall("[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]", source), [])

    def test_links_lead_to_the_ledgers(self):
        self.open("en.html")
        targets = set(self.ask("return [...document.querySelectorAll('#findings-table td:last-child a')].map(a => a.href)"))
        files = {pathlib.Path(urllib.parse.unquote(urllib.parse.urlsplit(target).path)) for target in targets}
        self.assertEqual(files, {pathlib.Path(ROOT, one["trigger"]["at"]["file"]) for one in self.listed})
        inner = self.ask("return [...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
                         ".filter(id => !document.getElementById(id))")
        self.assertEqual(inner, [])

    def test_can_be_read_by_everyone(self):
        for name in ("en.html", "zh.html", "hostile.html"):
            self.open(name)
            weak = self.ask("""
                const channels = text => text.match(/[\\d.]+/g).map(Number);
                const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
                    .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
                const behind = e => { for (; e; e = e.parentElement) { const c = channels(getComputedStyle(e).backgroundColor);
                    if (c.length < 4 || c[3] === 1) return c; } return [255, 255, 255]; };
                const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                const seen = new Set(), weak = [];
                while (walker.nextNode()) {
                  const e = walker.currentNode.parentElement;
                  if (!walker.currentNode.data.trim() || /^(script|style)$/i.test(e.tagName)) continue;
                  const style = getComputedStyle(e), front = style[e instanceof SVGElement ? 'fill' : 'color'], back = behind(e);
                  const key = front + back; if (seen.has(key)) continue; seen.add(key);
                  const [a, b] = [light(channels(front)), light(back)].sort((x, y) => y - x);
                  if ((a + .05) / (b + .05) < 4.5) weak.push([e.outerHTML.slice(0, 80), front, back]);
                }
                return weak;""")
            self.assertEqual(weak, [])
            self.assertEqual(self.ask("return [...document.querySelectorAll('th')].filter(t => !t.scope && t.tagName === 'TH').length"), 0)
            self.assertEqual(self.ask("return [...document.querySelectorAll('input, select')].filter(i => !i.labels.length).length"), 0)
            self.assertEqual(self.ask("return [...document.querySelectorAll('svg')].filter(s => !s.getAttribute('aria-hidden') && "
                                      "!s.getAttribute('aria-label')).length"), 0)
            ids = self.ask("return [...document.querySelectorAll('[id]')].map(e => e.id)")
            self.assertEqual([id for id, number in collections.Counter(ids).items() if number > 1], [])
            self.assertLessEqual(self.ask("return document.documentElement.scrollWidth - innerWidth"), 0)


if __name__ == "__main__":
    PROGRAM, ROOT = sys.argv[1:3]
    if not (DRIVER and BROWSER):
        print("chromium or chromium-driver is missing")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
