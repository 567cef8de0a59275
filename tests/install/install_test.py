"""What is installed works where it is installed: the program with its calendars, packs, manual and completion; the engine
for a program outside the tree; the Debian package, unpacked.

usage: install_test.py SHIXIAN SOURCE BUILD CMAKE CXX
"""
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

source, build, cmake, compiler = map(os.path.abspath, sys.argv[2:6])
version = re.search(r"project\(shixian VERSION (\S+)", open(f"{source}/CMakeLists.txt").read())[1]
sample = os.path.join(source, "samples/five-minutes")


def run(*command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stdout}")
    return done.stdout


def expect(holds, what):
    if not holds:
        sys.exit(what)


def expect_equal(found, expected, what):
    expect(found == expected, f"{what}: expected\n{expected}\nfound\n{found}")


def files_below(folder):
    return {os.path.relpath(os.path.join(at, name), folder) for at, _, names in os.walk(folder) for name in names}


def works_at(prefix):
    """From an empty folder, without anything of the source tree in reach."""
    program = f"{prefix}/bin/shixian"
    with tempfile.TemporaryDirectory() as elsewhere:
        here = {"cwd": elsewhere, "env": {"PATH": os.environ["PATH"]}}
        expect_equal(run(program, "calendar", "deadline", "2020-06-17", "20 working days", **here), "2020-07-16\n", "deadline")
        shutil.copytree(sample, f"{elsewhere}/own")
        late = subprocess.run([program, "check", "-r", "own/rules.yaml", "-m", "own/mapping.yaml", "own/台账.csv", "--as-of",
                               "2020-12-31", "--format", "jsonl"], stdout=subprocess.PIPE, text=True, **here)
        verdicts = [json.loads(line).get("verdict") for line in late.stdout.splitlines()]
        expect_equal((late.returncode, verdicts), (1, ["met", "met", "late", "missing", "pending", None]), "check")
        rules = f"{prefix}/share/shixian/rules"
        data = {file for file in files_below(f"{source}/rules") if file.endswith((".yaml", ".log"))}
        expect_equal(files_below(rules), data, "packs and calendars installed")
        examples = run(program, "test", f"{rules}/uk-foia.yaml", f"{rules}/tests/us-foia-routing-in-calendar-days.yaml", **here)
        expect(re.search(r"^examples: \d{2,} passed, 0 failed$", examples, re.M), f"packs installed: {examples}")


def has_pages(prefix):
    commands = re.findall(r'^X\(\w+, "([a-z]+)"', open(f"{source}/src/app/commands.def").read(), re.M)
    expect(len(commands) > 10, "commands.def has no commands")
    for manual, name_section in [("man/man1", "NAME"), ("man/zh_CN/man1", "名称")]:
        packed = f"{prefix}/share/{manual}/shixian.1.gz"
        page = gzip.open(packed, "rt", encoding="utf-8").read()
        expect(f"\n.SH {name_section}\nshixian \\- " in page, f"{packed} has no {name_section}")
        described = re.findall(r"^\.SS shixian ([a-z]+)$", page, re.M)
        expect_equal(described, commands, f"commands that {packed} describes")
        complaints = run("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", packed,
                         env={**os.environ, "LC_ALL": "C.UTF-8", "MANROFFSEQ": "", "MANWIDTH": "80"})
        complaints = [line for line in complaints.splitlines() if "warning" in line or "error" in line.split(":")[0:3]]
        expect_equal(complaints, [], f"what man says of {packed}")
    for completion in ["bash-completion/completions/shixian", "zsh/vendor-completions/_shixian",
                       "fish/vendor_completions.d/shixian.fish"]:
        text = open(f"{prefix}/share/{completion}", encoding="utf-8").read()
        expect(all(command in text for command in commands), f"{completion} knows not all commands")


def program_outside(prefix, folder):
    """Built without what the tree demands of its own files: no warnings as errors, no precompiled headers."""
    project = shutil.copytree(f"{source}/tests/install/example", f"{folder}/example")
    run(cmake, "-S", project, "-B", f"{folder}/built", "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={prefix}",
        f"-DCMAKE_CXX_COMPILER={compiler}", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON", "-DCMAKE_BUILD_TYPE=Debug")
    command = json.load(open(f"{folder}/built/compile_commands.json"))[0]["command"]
    expect(not re.search(r" -W|cmake_pch|" + re.escape(source), command), f"it is compiled with {command}")
    run(cmake, "--build", f"{folder}/built")
    found = run(f"{folder}/built/deadlines", f"{prefix}/share/shixian/rules/calendars/china.yaml", f"{sample}/rules.yaml",
                f"{sample}/mapping.yaml", f"{sample}/台账.csv", "2020-12-31")
    expect_equal(found, "2020-001 met 2020-06-30\n2020-002 met 2020-07-16\n2020-003 late 2020-07-16\n"
                        "2020-004 missing 2020-10-12\n2020-005 pending 2021-01-12\n", "the program outside the tree")


def debian_package(folder):
    run(os.path.join(os.path.dirname(cmake), "cpack"), "-G", "DEB", "-B", f"{folder}/packages",
        "-D", "CPACK_COMPONENTS_ALL=program", "-D", "CPACK_DEBIAN_COMPRESSION_TYPE=gzip", cwd=build)
    machine = run("dpkg", "--print-architecture").strip()
    package = f"{folder}/packages/shixian_{version}_{machine}.deb"
    field = lambda name: run("dpkg-deb", "-f", package, name).strip()
    expect_equal([field(name) for name in ["Package", "Version", "Section", "Architecture"]],
                 ["shixian", version, "utils", machine], "fields of the package")
    for library in ["libc6", "libicu", "libyaml-cpp", "libre2", "libxlsxwriter"]:
        expect(re.search(rf"\b{library}[\w.+-]*( \(|,|$)", field("Depends")), f"no {library} in Depends: {field('Depends')}")
    root = f"{folder}/root"
    run("dpkg-deb", "-x", package, root)
    files = files_below(root)
    outside = [file for file in files if not file.startswith(("usr/bin/shixian", "usr/share/"))]
    expect_equal(outside, [], "files that do not belong into the package")
    documents = {file.removeprefix("usr/share/doc/shixian/") for file in files if file.startswith("usr/share/doc/shixian/")}
    rules = {f"rules/{name}" for name in os.listdir(f"{source}/rules") if name.endswith(".md")}
    recipes = {f"examples/ci/{name}" for name in os.listdir(f"{source}/packaging/ci")}
    expect_equal(documents, {"README.md", "README.zh.md", "changelog.gz", "copyright"} | rules | recipes, "documents")
    changes = gzip.open(f"{root}/usr/share/doc/shixian/changelog.gz", "rt").readline()
    expect(changes.startswith(f"shixian ({version}) "), f"the changelog begins with {changes}")
    works_at(f"{root}/usr")
    has_pages(f"{root}/usr")


with tempfile.TemporaryDirectory() as scratch:
    installed = f"{scratch}/installed"
    run(cmake, "--install", build, "--prefix", installed)
    works_at(installed)
    program_outside(installed, scratch)
    debian_package(scratch)
