#!/usr/bin/env python3
"""Reads the workbooks that the program writes with another library, fills them in, and has them read back as waivers.

usage: workbook.py PROGRAM ROOT
"""
import collections
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree
import zipfile

import openpyxl

PROGRAM, ROOT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
SAMPLES = ROOT / "samples/guiyang-2020"
YEAR = ["-r", str(ROOT / "rules/guiyang-health-2020.yaml"), "-m", "发文与解读.mapping.yaml", "-m", "舆情处置.mapping.yaml",
        "-m", "贯彻方案备案.mapping.yaml", "--as-of", "2020-12-31"]
for rule in ("interpretation-within-3-working-days", "authoritative-information-within-5-hours",
             "press-conference-within-24-hours", "response-within-48-hours", "plan-within-20-working-days"):
    YEAR += ["--only", rule]
SHEETS = {"zh": ["说明", "汇总", "违规明细", "待办", "无法判定", "豁免", "数据质量", "规则"],
          "en": ["About", "Summary", "Violations", "Open", "Undetermined", "Waived", "Data quality", "Rules"]}
VERDICTS = {"late": "逾期", "missing": "未履行", "breached": "违反", "pending": "待办", "undetermined": "无法判定",
            "waived": "已豁免"}


def run(folder, *arguments, language="zh", code=1):
    done = subprocess.run([PROGRAM, "--lang", language, *arguments], capture_output=True, cwd=folder, check=False)
    err = done.stderr.decode()
    if done.returncode != code:
        raise AssertionError(f"{arguments} gave {done.returncode}: {err}")
    return done.stdout.decode(), err


def findings(text):
    return [one for one in map(json.loads, text.splitlines()) if "rule" in one]


def table(sheet, header=1):
    """The rows below a header, as dictionaries of cells."""
    names = [cell.value for cell in sheet[header]]
    return [dict(zip(names, row)) for row in sheet.iter_rows(min_row=header + 1)]


def read_time(written):
    """A time of jsonl as Excel keeps it: a clock reading without an offset."""
    if len(written) == 10:
        return datetime.datetime.fromisoformat(written)
    return datetime.datetime.fromisoformat(written).replace(tzinfo=None)


class Workbook(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.scratch.name)

    def tearDown(self):
        self.scratch.cleanup()

    def year(self, name="report.xlsx", *more, language="zh", code=1):
        path = self.folder / name
        out, _ = run(SAMPLES, "check", *YEAR, *more, "--format", "jsonl", "-o", str(path), language=language, code=code)
        return path, findings(out)

    def test_the_sample_year(self):
        path, found = self.year()
        book = openpyxl.load_workbook(path)
        self.assertEqual(book.sheetnames, SHEETS["zh"])
        counts = collections.Counter(one["verdict"] for one in found)
        self.assertEqual(counts, {"met": 46, "late": 16, "missing": 9, "pending": 6, "undetermined": 13})

        for sheet in book.worksheets[1:]:
            header = 2 if sheet.title == "汇总" else 1
            self.assertEqual(sheet.freeze_panes, f"A{header + 1}", sheet.title)
            self.assertEqual(sheet.auto_filter.ref, f"A{header}:{sheet.dimensions.split(':')[1]}", sheet.title)
            self.assertEqual(sheet.print_title_rows, f"${header}:${header}", sheet.title)
        for sheet in book:
            page = sheet.page_setup
            self.assertEqual((page.orientation, page.paperSize, page.fitToWidth or 1, page.fitToHeight),
                             ("landscape", 9, 1, 0), sheet.title)
            self.assertTrue(sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title)

        verdicts = {one["fingerprint"]: one for one in found}
        for title, wanted in (("违规明细", {"late", "missing", "breached"}), ("无法判定", {"undetermined"})):
            rows = table(book[title])
            self.assertEqual({row["指纹"].value for row in rows},
                             {one["fingerprint"] for one in found if one["verdict"] in wanted})
            self.assertTrue(book[title].column_dimensions[rows[0]["指纹"].column_letter].hidden)
            for row in rows:
                self.same(row, verdicts[row["指纹"].value])
        pending = sorted((one for one in found if one["verdict"] == "pending"),
                         key=lambda one: read_time(one["deadline"]))
        self.assertEqual([row["应办期限"].value for row in table(book["待办"])],
                         [read_time(one["deadline"]) for one in pending])
        self.assertEqual(book["豁免"].max_row, 1)
        self.assertEqual(book["数据质量"].max_row, 1)
        self.assertEqual([row["规则编号"].value for row in table(book["规则"])], [rule for rule in YEAR[YEAR.index("--only"):] if rule != "--only"])

    def same(self, row, one):
        """A row of a list says what the finding says."""
        self.assertEqual(row["结论"].value, VERDICTS[one["verdict"]])
        self.assertNotEqual(row["结论"].fill.fgColor.rgb, "00000000")
        self.assertEqual(row["规则编号"].value, one["rule"])
        for column, written in (("触发时间", one["trigger"]["time"]), ("应办期限", one.get("deadline")),
                                ("实际时间", one.get("response", {}).get("time"))):
            cell = row[column]
            if written is None:
                self.assertIsNone(cell.value)
                continue
            self.assertEqual(cell.value, read_time(written))
            self.assertEqual(cell.number_format, "yyyy-mm-dd" if len(written) == 10 else "yyyy-mm-dd hh:mm")
        self.assertEqual(row["来源文件"].value, one["trigger"]["at"]["file"])
        self.assertEqual(row["行或单元格"].value, str(one["trigger"]["at"]["row"]))
        target = row["行或单元格"].hyperlink.target.replace("\\", "/")
        self.assertEqual((self.folder / target).resolve(), SAMPLES / row["来源文件"].value)

    def test_figures(self):
        path, found = self.year()
        columns = ["义务", *("已履行 逾期 未履行 违反 无法判定 待办 已豁免".split())]
        words = ["met", "late", "missing", "breached", "undetermined", "pending", "waived"]
        rows = table(openpyxl.load_workbook(path, data_only=True)["汇总"], 2)
        expected = collections.Counter((one["rule"], one["verdict"]) for one in found)
        counted = collections.Counter()
        for row in rows:
            for column, word in zip(columns[1:], words):
                counted[row["规则编号"].value, word] += row[column].value
            self.assertEqual(row["义务"].value, sum(row[column].value for column in columns[1:]))
        self.assertEqual(+counted, expected)
        totals = {cell.column: cell.value for cell in openpyxl.load_workbook(path, data_only=True)["汇总"][1]}
        first = rows[0]
        self.assertEqual([totals[first[column].column] for column in columns], [90, 46, 16, 9, 0, 13, 6, 0])
        units = {(row["规则编号"].value, row["单位"].value): row["单位取自"].value for row in rows}
        self.assertEqual(units["plan-within-20-working-days", "云岩区卫生健康局"], "义务的对象：unit")
        self.assertEqual(units["response-within-48-hours", "疾控处"], "台账：unit")

    def formulas(self, book):
        return {f"{sheet.title}!{cell.coordinate}": cell.value for sheet in book for row in sheet for cell in row
                if cell.data_type == "f"}

    def test_formulas_are_ours(self):
        book = openpyxl.load_workbook(self.year()[0])
        last = book["汇总"].max_row
        self.assertEqual(self.formulas(book),
                         {**{f"汇总!{letter}1": f"=SUBTOTAL(109,{letter}3:{letter}{last})" for letter in "GHIJKLMN"},
                          "汇总!O1": '=IF(SUM(H1:K1)=0,"",H1/SUM(H1:K1))'})

    def test_columns_to_fill_in(self):
        book = openpyxl.load_workbook(self.year()[0])
        sheet = book["违规明细"]
        row = table(sheet)[0]
        for name in ("整改措施", "责任人", "完成时限", "核查结论", "豁免理由", "批准人", "批准日期", "豁免至"):
            self.assertIsNone(row[name].value)
        offered, = sheet.data_validations.dataValidation
        letter = row["核查结论"].column_letter
        self.assertEqual(str(offered.sqref), f"{letter}2:{letter}26")
        self.assertEqual(offered.formula1, '"属实,不属实,已整改,申请豁免,同意豁免"')

    def test_english(self):
        path, found = self.year(language="en")
        book = openpyxl.load_workbook(path)
        self.assertEqual(book.sheetnames, SHEETS["en"])
        self.assertEqual({row["fingerprint"].value for row in table(book["Violations"])},
                         {one["fingerprint"] for one in found if one["verdict"] in ("late", "missing", "breached")})
        letters = re.compile("[\u4e00-\u9fff]")
        for sheet in book.worksheets[1:]:
            for cell in sheet[2 if sheet.title == "Summary" else 1]:
                self.assertIsNone(letters.search(cell.value or ""), cell.value)

    def test_same_bytes(self):
        first, _ = self.year("a.xlsx")
        second, _ = self.year("b.xlsx", "-j", "1")
        self.assertEqual(first.read_bytes(), second.read_bytes())

    def test_temporary_files(self):
        path = self.folder / "r.xlsx"
        room = self.folder / "room"
        for name, code in (("room", 1), ("no-such-folder", 2)):
            room.mkdir(exist_ok=True)
            done = subprocess.run([PROGRAM, "--lang", "en", "check", *YEAR, "--format", "jsonl", "-o", str(path)],
                                  cwd=SAMPLES, env={**os.environ, "TMPDIR": str(self.folder / name)}, check=False,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            self.assertEqual(done.returncode, code)
            self.assertEqual(list(room.iterdir()), [])  # nothing is left behind
        self.assertEqual(done.stderr.decode(),
                         f"shixian: error: cannot write '{path}' [bad-usage]\n      = help: it is made in the folder of "
                         "temporary files first; TMPDIR names one with enough room\n")

    def test_links_into_sheets(self):
        where = ROOT / "samples/ledgers"
        folder = self.folder / "一 二"
        folder.mkdir()
        (folder / "台账.xlsx").write_bytes((where / "台账.xlsx").read_bytes())
        sheet = openpyxl.load_workbook(folder / "台账.xlsx").sheetnames
        (folder / "pack.yaml").write_text("""shixian: 1
pack: p
time-zone: Asia/Shanghai
calendar: china
rules:
- {id: never, for-each: request.received, forbid: request.replied, same: [request]}
""")
        arguments = ["check", "-r", "一 二/pack.yaml", "-m", str(where / "台账.mapping.yaml"), "一 二/台账.xlsx", "--as-of",
                     "2021-12-31"]
        out, _ = run(self.folder, *arguments, "--format", "jsonl", "-o", "r.xlsx", "-o", "一 二/r.xlsx", code=3)
        row = table(openpyxl.load_workbook(self.folder / "r.xlsx")["违规明细"])[0]
        first = next(one for one in findings(out) if one["verdict"] == "breached")
        at = first["response"]["at"]  # what broke the prohibition
        self.assertEqual(row["另见"].value, "触发事件：" + first["trigger"]["at"]["cell"])
        self.assertIn(at["sheet"], sheet)
        self.assertEqual(row["行或单元格"].value, at["cell"])
        self.assertEqual(row["行或单元格"].hyperlink.location, f"'{at['sheet']}'!{at['cell']}")
        self.assertEqual(row["行或单元格"].hyperlink.target, "一%20二\\台账.xlsx")
        row = table(openpyxl.load_workbook(folder / "r.xlsx")["违规明细"])[0]
        self.assertEqual(row["行或单元格"].hyperlink.target, "台账.xlsx")
        run(folder, *[one.replace("一 二/", "") for one in arguments], "-o", "../up.xlsx", code=3)
        row = table(openpyxl.load_workbook(self.folder / "up.xlsx")["违规明细"])[0]
        self.assertEqual(row["行或单元格"].hyperlink.target, "一%20二\\台账.xlsx")

    def test_a_hostile_ledger_is_inert(self):
        hostile = ['=HYPERLINK("http://x","y")', "<script>alert(1)</script>", "]]>", "\x1b[31mred", "::error::x",
                   "\u202eabc", "a\x00b", "+1+1", "@SUM(1)", "_x0041_", "&amp;", "x" * 40000]
        bad = [one.encode() for one in hostile] + [b"\xff\xfe\xfd bad"]
        rows = [b'"' + one.replace(b'"', b'""') + b'",received,2020-06-01,' + b'"' + one.replace(b'"', b'""') + b'"'
                for one in bad]
        (self.folder / "log.csv").write_bytes(b"case,event,time,unit\n" + b"\n".join(rows) + b"\n=1+1,received,=NOW(),u\n")
        (self.folder / "mapping.yaml").write_text("""shixian-log: 1
encoding: utf-8
attributes: {case: case, unit: unit}
event: event
time: time
""")
        (self.folder / "pack.yaml").write_text("""shixian: 1
pack: p
time-zone: Asia/Shanghai
calendar: china
rules:
- {id: reply, for-each: received, expect: replied, same: [case], within: 5 days}
""")
        run(self.folder, "check", "-r", "pack.yaml", "-m", "mapping.yaml", "log.csv", "--as-of", "2020-12-31", "-o", "r.xlsx", code=3)
        path = self.folder / "r.xlsx"
        with zipfile.ZipFile(path) as parts:
            self.assertIsNone(parts.testzip())
            for name in parts.namelist():
                content = parts.read(name)
                xml.etree.ElementTree.fromstring(content)  # every part is well-formed
                for harm in (b"\x1b", b"\x00", "\u202e".encode(), b"<script", b"<!DOCTYPE"):
                    self.assertNotIn(harm, content, name)
        book = openpyxl.load_workbook(path)
        self.assertEqual({place.split("!")[0] for place in self.formulas(book)}, {"汇总"})
        texts = [row["对象（主体 · 期间 · 编号）"].value for row in table(book["违规明细"])]
        self.assertEqual(sorted(texts),
                         sorted(['=HYPERLINK("http://x","y")', "<script>alert(1)</script>", "]]>", "␛[31mred",
                                 "::error::x", "abc", "a\ufffdb", "+1+1", "@SUM(1)", "_x005F_x0041_", "&amp;",
                                 "x" * 32766 + "…"]))
        for row in table(book["违规明细"]):
            self.assertEqual(row["对象（主体 · 期间 · 编号）"].data_type, "s" if row["对象（主体 · 期间 · 编号）"].value else "n")
        rejected = [row["内容"] for row in table(book["数据质量"]) if row["类别"].value == "单元格未读取"]
        self.assertEqual([(cell.value, cell.data_type) for cell in rejected],
                         [("\ufffd\ufffd\ufffd bad", "s"), ("\ufffd\ufffd\ufffd bad", "s"), ("=NOW()", "s")])
        self.assertIn("检查不完整", [cell.value for cell in book["说明"]["A"]])

    def filled_in(self, path, name, title, words, rows=(3,), changes=None):
        """The workbook with waivers in some rows, its rows turned round and filtered."""
        book = openpyxl.load_workbook(path)
        sheet = book[title]
        header = [cell.value for cell in sheet[1]]
        content = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        wanted = {}
        for index in rows:
            for column, value in words.items():
                content[index][header.index(column)] = value
            wanted[content[index][-1]] = index
        for at, row in enumerate(reversed(content), 2):
            for column, value in enumerate(row, 1):
                sheet.cell(at, column).value = value
            sheet.row_dimensions[at].hidden = True
        if changes:
            changes(sheet)
        book.save(self.folder / name)
        return set(wanted)

    GRANTED = {"zh": {"核查结论": "同意豁免", "豁免理由": "疫情防控，经批示", "批准人": "局办公会",
                      "批准日期": datetime.date(2020, 12, 1), "豁免至": "2021年6月30日"},
               "en": {"conclusion": "Waiver granted", "reason for the waiver": "疫情防控，经批示", "approved by": "局办公会",
                      "approved on": "2020-12-01", "waived until": datetime.datetime(2021, 6, 30)}}

    def test_filled_in_and_read_back(self):
        for language, title in (("zh", "违规明细"), ("en", "Violations")):
            path, before = self.year(f"{language}.xlsx", language=language)
            wanted = self.filled_in(path, "filled.xlsx", title, self.GRANTED[language], rows=(3, 7))
            for reading in ("zh", "en"):
                with self.subTest(written=language, read=reading):
                    again, found = self.year("again.xlsx", "--waivers", str(self.folder / "filled.xlsx"),
                                             language=reading)
                    waived = [one for one in found if one["verdict"] == "waived"]
                    self.assertEqual({one["fingerprint"] for one in waived}, wanted)
                    self.assertEqual({one["waiver"] for one in waived},
                                     {"filled.xlsx-" + fingerprint[:12] for fingerprint in wanted})
                    was = {one["fingerprint"]: one["verdict"] for one in before}
                    for one in found:
                        self.assertEqual(one.get("without-waiver", one["verdict"]), was[one["fingerprint"]])
            rows = table(openpyxl.load_workbook(again)["Waived"])
            self.assertEqual({row["fingerprint"].value for row in rows}, wanted)
            self.assertEqual([(row["reason for the waiver"].value, row["approved by"].value, row["approved on"].value,
                               row["waived until"].value) for row in rows],
                             2 * [("疫情防控，经批示", "局办公会", datetime.datetime(2020, 12, 1),
                                   datetime.datetime(2021, 6, 30))])

    def test_against_a_baseline(self):
        _, found = self.year()
        known = next(one for one in found if one["verdict"] == "late")
        entries = [{"fingerprint": known["fingerprint"], "rule": known["rule"], "verdict": "late", "subject": "known"},
                   {"fingerprint": "f" * 32, "rule": known["rule"], "verdict": "late", "subject": "gone"}]
        (self.folder / "b.json").write_text(json.dumps({"shixian-baseline": 1, "as-of": "2020-11-30",
                                                        "entries": entries}))
        path, found = self.year("again.xlsx", "--baseline", str(self.folder / "b.json"))
        book = openpyxl.load_workbook(path)
        words = {"new": "新增", "unchanged": "未变"}
        for title in ("违规明细", "无法判定"):
            for row in table(book[title]):
                one, = [one for one in found if one["fingerprint"] == row["指纹"].value]
                self.assertEqual(row["较基线"].value, words[one["since-baseline"]])
        about = {row[0].value: row[1].value for row in book["说明"].iter_rows()}
        self.assertEqual([about[name] for name in ("新增", "未变", "已消除")], [24, 1, 1])
        self.assertEqual(about["已消除：" + known["rule"]], "gone，已无此项义务")

    def refused(self, name):
        _, err = run(SAMPLES, "check", *YEAR, "--waivers", str(self.folder / name), code=2)
        return err.replace(str(self.folder) + "/", "")

    def test_a_workbook_without_its_hidden_column(self):
        path, _ = self.year()
        self.filled_in(path, "cut.xlsx", "违规明细", self.GRANTED["zh"],
                       changes=lambda sheet: sheet.delete_cols(sheet.max_column))
        self.assertEqual(self.refused("cut.xlsx"),
                         "shixian: 错误: “cut.xlsx!违规明细”第 1 行的表头没有“指纹”一列 [missing-key]\n"
                         "      = 办法：它是隐藏的最后一列，程序凭它辨认各行；请重新生成工作簿，把填写的内容复制过去\n")

    def test_a_waiver_that_lacks_something(self):
        path, _ = self.year()
        lacking = {**self.GRANTED["zh"], "豁免至": None, "批准人": " "}
        self.filled_in(path, "lacking.xlsx", "违规明细", lacking, rows=(0,))
        err = self.refused("lacking.xlsx")
        self.assertIn("lacking.xlsx!违规明细:26:1: 错误: Y26：“批准人”未填 [missing-key]\n", err)
        self.assertIn("lacking.xlsx!违规明细:26:1: 错误: AA26：“豁免至”未填 [missing-key]\n", err)
        self.assertIn("   26 | interpretation-within-3-working-days | 同意豁免 | 疫情防控，经批示 | 2020-12-01\n", err)
        self.assertIn("办法：豁免须有理由、批准人、批准日期和豁免至何日；请补填，或改填其他核查结论", err)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
