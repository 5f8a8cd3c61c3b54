#!/usr/bin/env python3
"""The house rules that a compiler does not check: which room may include which, no clock and no
I/O in policy, no file over 400 lines, a test for every source. Prints each breach; exits 1 on any.
"""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
MAX_LINES = 400

# Room -> rooms whose headers it may include (itself always). The longest matching room counts.
ROOMS = {
    "policy": [],
    "platform/ipc": [],
    "platform": ["policy"],
    "daemon": ["policy", "platform", "platform/ipc"],
    "tray": ["platform/ipc"],
}
# Room -> system headers it may not include.
FORBIDDEN_HEADERS = {
    "policy": r"boost/asio|unistd|fcntl|sys/|fstream|iostream|filesystem|thread|mutex|future|"
              r"atomic|linux/|sqlite|ares|glib|ctime|time\.h|netinet|poll\.h|signal",
    "platform/ipc": r"boost/asio|glib|gtk|sqlite|linux/netfilter",
    "platform": r"boost/asio|glib|gtk",
    "daemon": r"glib|gtk|sqlite3\.h|libnftnl|ares\.h",
    "tray": r"boost/asio|sqlite|libnftnl",
}
# The clock, the environment and the disk, by whatever name.
FORBIDDEN_WORDS = {
    "policy": r"::now\s*\(|\btime\s*\(\s*(nullptr|NULL|0)\s*\)|\bgetenv\b|\bclock_gettime\b|"
              r"\bstd::(thread|async|mutex|cout|cerr|ifstream|ofstream|random_device)\b|\bfopen\b",
}


def room_of(path: str):
    return max((r for r in ROOMS if path.startswith(r + "/")), key=len, default=None)


def tracked():
    try:
        out = subprocess.run(["git", "-C", ROOT, "ls-files", "-co", "--exclude-standard"],
                             text=True, capture_output=True)
        if out.returncode == 0:
            return [f for f in out.stdout.splitlines() if (ROOT / f).is_file()]
    except OSError:
        pass  # no git here: every file of an unpacked archive counts
    return [str(p.relative_to(ROOT)) for p in ROOT.rglob("*")
            if p.is_file() and not str(p.relative_to(ROOT)).startswith(("build", ".git/"))]


def code_only(text: str):
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return re.sub(r"//[^\n]*", "", text)


def breaches(files):
    tests = {Path(f).name for f in files if f.startswith("tests/")}
    for name in files:
        if Path(name).suffix not in (".cc", ".h", ".js", ".py", ".sh"):
            continue
        text = (ROOT / name).read_text(errors="replace")
        if (lines := text.count("\n")) > MAX_LINES:
            yield f"{name}: {lines} lines, more than {MAX_LINES}: split it along its meaning"
        if Path(name).suffix not in (".cc", ".h") or not (room := room_of(name)):
            continue
        code = code_only(text)
        for number, line in enumerate(code.splitlines(), 1):
            if match := re.match(r'\s*#\s*include\s*"([^"]+)"', line):
                other = room_of(match[1])
                if other is None:
                    yield f"{name}:{number}: include from the root: {match[1]}"
                elif other != room and other not in ROOMS[room]:
                    yield f"{name}:{number}: {room} may not use {other}"
            if match := re.match(r"\s*#\s*include\s*<([^>]+)>", line):
                banned = FORBIDDEN_HEADERS.get(room)
                if banned and re.search(banned, match[1]):
                    yield f"{name}:{number}: {room} may not include <{match[1]}>"
            words = FORBIDDEN_WORDS.get(room)
            if words and re.search(words, line):
                yield f"{name}:{number}: not in {room}: {line.strip()}"
        stem = Path(name).stem
        if name.endswith(".cc") and stem != "main" and f"{stem}_test.cc" not in tests:
            yield f"{name}: no test named {stem}_test.cc"


def main():
    found = list(breaches(tracked()))
    for breach in found:
        print(breach)
    if not found:
        print("all rules hold")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
