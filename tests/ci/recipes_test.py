"""The recipes for continuous integration, run: the commands that stand in them, in a project such as they are for, with
the exit codes and the files that they upload; and the hooks, by pre-commit itself.

apt-get is the one command that is not run but written down. What GitHub, GitLab and Jenkins do around the commands
(conditions of steps, which step runs after a failure) is done here as they document it.

usage: recipes_test.py SHIXIAN SOURCE
"""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

import openpyxl
import yaml

shixian, source = os.path.abspath(sys.argv[1]), sys.argv[2]
recipes = f"{source}/packaging/ci"

PACK = """shixian: 1
pack: requests
title: {zh: 依申请公开, en: Requests for information}
calendar: china
time-zone: Asia/Shanghai
rules:
- id: reply
  title: {zh: 20个工作日内答复, en: a reply within 20 working days}
  for-each: received
  expect: replied
  same: [request]
  within: 20 working days
  examples:
  - {name: in time, log: "2020-06-17 received request=1\\n2020-07-16 replied request=1", as-of: 2020-12-31, verdict: met}
  - {name: too late, log: "2020-06-17 received request=1\\n2020-07-17 replied request=1", as-of: 2020-12-31, verdict: late}
"""
MAPPING = """shixian-log: 1
files: [ledgers/*.csv]
time-zone: Asia/Shanghai
attributes: {request: 编号}
events:
- {type: received, time: 收到}
- {type: replied, time: 答复}
"""
WAIVERS = """shixian-waivers: 1
waivers:
- {id: W-1, rule: reply, match: {request: 2}, reason: 批示, approved-by: 局办公会, approved-on: 2020-09-01, expires: 2999-12-31}
"""
LEDGER = "编号,收到,答复\n1,2020-06-17,2020-07-16\n2,2020-06-17,2020-07-17\n3,2020-06-17,2020-07-20\n"


def expect_equal(found, expected, what):
    if found != expected:
        sys.exit(f"{what}: expected\n{expected}\nfound\n{found}")


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


class Project:
    """A folder with packs, ledgers, waivers and a baseline that knows the violation of request 3."""

    def __init__(self, folder):
        self.folder = f"{folder}/project"
        self.apt = f"{folder}/apt"
        self.summary = f"{folder}/summary.md"
        write(f"{folder}/bin/apt-get", f'#!/bin/sh\necho "$@" >>{self.apt}\n')
        os.chmod(f"{folder}/bin/apt-get", 0o755)
        os.symlink(shixian, f"{folder}/bin/shixian")
        self.env = {"PATH": f"{folder}/bin:{os.environ['PATH']}", "GITHUB_STEP_SUMMARY": self.summary, "LC_ALL": "C.UTF-8"}
        write(f"{self.folder}/rules/requests.yaml", PACK)
        write(f"{self.folder}/mapping.yaml", MAPPING)
        write(f"{self.folder}/waivers.yaml", WAIVERS)
        write(f"{self.folder}/ledgers/2020.csv", LEDGER)
        write(f"{self.folder}/packages/shixian_0.1.0_amd64.deb", "")
        self.run(["sh", "-ec"], "shixian baseline create -r rules -m mapping.yaml -o baseline.json")
        self.before = self.files()

    def run(self, shell, commands):
        done = subprocess.run([*shell, commands], cwd=self.folder, env=self.env, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)
        self.said = done.stdout
        return done.returncode

    def files(self):
        return {os.path.relpath(path, self.folder) for path in glob.glob(f"{self.folder}/**", recursive=True)
                if os.path.isfile(path)}

    def written(self):
        return self.files() - self.before


def github(project):
    """The exit code of each step that ran, and the files uploaded."""
    with open(f"{recipes}/github.yml", encoding="utf-8") as file:
        workflow = yaml.safe_load(file)
    expect_equal(workflow["permissions"]["security-events"], "write", "what upload-sarif needs")
    job, = workflow["jobs"].values()
    failed, codes, uploaded = False, {}, set()
    for step in job["steps"]:
        condition = step.get("if", "${{ success() }}")
        holds = {"${{ success() }}": lambda: not failed, "${{ !cancelled() }}": lambda: True, "${{ always() }}": lambda: True,
                 "${{ always() && hashFiles('shixian.sarif') != '' }}":
                     lambda: os.path.exists(f"{project.folder}/shixian.sarif")}[condition]()
        if not holds:
            continue
        if "run" in step:
            codes[step["name"]] = project.run(["sh", "-ec"], step["run"])
            failed = failed or codes[step["name"]] != 0
        elif step["uses"].startswith("github/codeql-action/upload-sarif@"):
            uploaded.add(step["with"]["sarif_file"])
        elif step["uses"].startswith("actions/upload-artifact@"):
            uploaded |= set(step["with"]["path"].split())
    return codes, uploaded


def gitlab(project):
    with open(f"{recipes}/gitlab-ci.yml", encoding="utf-8") as file:
        jobs = yaml.safe_load(file)
    codes, uploaded = {}, set()
    for name, job in jobs.items():
        if name.startswith("."):
            continue
        job = {**jobs[job["extends"]], **job}
        codes[name] = project.run(["bash", "-eo", "pipefail", "-c"], "\n".join(job["before_script"] + job["script"]))
        artifacts = job["artifacts"]
        expect_equal(artifacts["when"], "always", "artifacts are kept of a job that fails")
        uploaded |= set(artifacts.get("paths", [])) | set(artifacts["reports"].values())
    return codes, uploaded


def jenkins(project):
    with open(f"{recipes}/Jenkinsfile", encoding="utf-8") as file:
        pipeline, post = re.sub(r"\\\n", "", file.read()).split("\n  post {\n    always {\n")
    codes, aborted = {}, False
    for name, stage in re.findall(r"stage\('(\w+)'\) \{\n(.*?)\n    \}\n", pipeline, re.S):
        if aborted:
            continue
        for longer, shorter in re.findall(r"sh (?:'''(.*?)'''|'(.*?)')", stage, re.S):
            codes[name] = project.run(["sh", "-xec"], longer or shorter)
            if codes[name] != 0:
                aborted = "catchError" not in stage
                break
    lists = re.findall(r"(?:testResults|artifacts): '(.*?)'", post)
    return codes, {name for names in lists for name in names.split(", ")}


def read_sarif(path):
    with open(path, encoding="utf-8") as file:
        log = json.load(file)
    expect_equal(log["version"], "2.1.0", path)
    return [one["locations"][0]["physicalLocation"]["region"]["startLine"] for one in log["runs"][0]["results"]
            if one["kind"] == "fail" and one.get("baselineState") == "new" and not one.get("suppressions")]


def read_codequality(path):
    with open(path, encoding="utf-8") as file:
        return [issue["location"]["lines"]["begin"] for issue in json.load(file)]


def read_page(path):
    with open(path, encoding="utf-8") as file:
        return file.read().startswith("<!DOCTYPE html>")


def read_workbook(path):
    return len(openpyxl.load_workbook(path).sheetnames) > 1


READERS = {"shixian.sarif": read_sarif, "gl-code-quality-report.json": read_codequality, "shixian.html": read_page,
           "shixian.xlsx": read_workbook, "rules.xml": lambda path: ET.parse(path).getroot().tag,
           "ledgers.xml": lambda path: ET.parse(path).getroot().tag}

# A ledger without news, with a new violation in row 5, with a cell nobody can read; a mapping with a mistake; a pack whose
# example fails: the exit code of the rules' and the ledgers' steps.
CASES = [
    ("clean", {}, (0, 0)),
    ("violation", {"ledgers/2020.csv": LEDGER + "4,2020-06-17,2020-07-21\n"}, (0, 1)),
    ("incomplete", {"ledgers/2020.csv": LEDGER + "4,2020-06-17,the 21st\n"}, (0, 3)),
    ("faulty mapping", {"mapping.yaml": MAPPING.replace("time: 收到", "tme: 收到")}, (0, 2)),
    ("failing example", {"rules/requests.yaml": PACK.replace("verdict: late", "verdict: met")}, (1, 0)),
]


def recipes_run():
    for recipe, names in [(github, ("Rules", "Ledgers")), (gitlab, ("rules", "ledgers")), (jenkins, ("Rules", "Ledgers"))]:
        for case, changes, expected in CASES:
            with tempfile.TemporaryDirectory() as folder:
                what = f"{recipe.__name__}, {case}"
                project = Project(folder)
                for file, text in changes.items():
                    write(f"{project.folder}/{file}", text)
                codes, uploaded = recipe(project)
                expect_equal({**codes, "Install": 0}, {**dict(zip(names, expected)), "Install": 0}, f"{what}: exit codes")
                installed = [line for line in open(project.apt) if line.startswith("install")]
                expect_equal({line.split()[-1] for line in installed}, {"./packages/shixian_0.1.0_amd64.deb"}, f"{what}: installs")
                # When the check could not begin there is no report of it; the rest is uploaded.
                expect_equal(project.written(), {"rules.xml"} if case == "faulty mapping" else uploaded, f"{what}: files")
                found = {name: READERS[name](f"{project.folder}/{name}") for name in project.written()}
                rows = [5] if case in ("violation",) else []
                valid = {"shixian.sarif": rows, "gl-code-quality-report.json": found.get("gl-code-quality-report.json"),
                         "shixian.html": True, "shixian.xlsx": True, "rules.xml": "testsuites", "ledgers.xml": "testsuites"}
                expect_equal(found, {name: valid[name] for name in found}, f"{what}: contents")
                if recipe is gitlab and case == "violation":
                    expect_equal(5 in found["gl-code-quality-report.json"], True, f"{what}: code quality")
                expect_equal(os.path.exists(project.summary), recipe is github and case != "faulty mapping", f"{what}: summary")


def hooks_run():
    """By pre-commit, from a repository that holds the hooks, on a good pack and on faulty ones."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(folder)
        write(f"{folder}/gitconfig", "[user]\nname = a\nemail = a@b.example\n[safe]\ndirectory = *\n")
        project.env |= {"GIT_CONFIG_GLOBAL": f"{folder}/gitconfig", "PRE_COMMIT_HOME": f"{folder}/pre-commit", "HOME": folder}
        write(f"{folder}/hooks/README", "")
        shutil.copy(f"{source}/.pre-commit-hooks.yaml", f"{folder}/hooks")
        tests = ("shixian-test: 1\npack: ../requests.yaml\ntests:\n"
                 '- {rule: reply, name: missing, log: "2020-06-17 received request=1", as-of: 2020-12-31, verdict: missing}\n')
        write(f"{project.folder}/rules/tests/more.yaml", tests)
        write(f"{project.folder}/rules/second.yaml", PACK.replace("pack: requests", "pack: second"))
        write(f"{project.folder}/rules/calendars/own.yaml", "not: read\n")
        for repository in [f"{folder}/hooks", project.folder]:
            expect_equal(project.run(["sh", "-ec"], f"cd {repository} && git init -q && git add -A && git commit -qm all"), 0,
                         "git")

        def hook(name):
            code = project.run(["sh", "-ec"], f"git add -A && pre-commit try-repo ../hooks {name} --all-files --color never")
            return code, project.said[project.said.rindex("\nshixian "):].strip()

        for name in ["shixian-lint", "shixian-test"]:
            code, said = hook(name)
            expect_equal((code, re.sub(r"\.{3,}", " ", said)), (0, name.replace("-", " ") + " Passed"), f"{name}, good packs")

        write(f"{project.folder}/rules/tests/more.yaml", tests.replace("verdict: missing", "verdict: met"))
        code, said = hook("shixian-test")
        expect_equal((code, "Failed" in said, "rules/tests/more.yaml:4:" in said), (1, True, True), f"failing test: {said}")
        write(f"{project.folder}/rules/tests/more.yaml", tests)
        write(f"{project.folder}/rules/second.yaml", PACK.replace("pack: requests", "pack: second").replace(
            "verdict: late", "verdict: met"))
        code, said = hook("shixian-test")
        expect_equal((code, "Failed" in said, "rules/second.yaml:15:" in said), (1, True, True), f"failing example: {said}")
        write(f"{project.folder}/rules/second.yaml", PACK.replace("pack: requests", "pack: second").replace(
            ", en: a reply within 20 working days", ""))
        code, said = hook("shixian-lint")
        expect_equal((code, "Failed" in said, "rules/second.yaml:7:" in said), (1, True, True), f"one language: {said}")
        write(f"{project.folder}/rules/second.yaml", PACK.replace("within", "withn"))
        for name in ["shixian-lint", "shixian-test"]:
            code, said = hook(name)
            expect_equal((code, "exit code: 2" in said, "rules/second.yaml:12:" in said), (1, True, True), f"faulty pack: {said}")


recipes_run()
hooks_run()
