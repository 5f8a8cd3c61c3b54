#!/usr/bin/env python3
"""Every text that a person is shown is marked for translation, also those that the daemon makes and
tray/ shows, and every language has all of them:
translations.py ROOT, or --self-test. Prints each breach; exits 1 on any."""
import ast
import importlib.machinery
import importlib.util
import re
import sys
from pathlib import Path

LANGUAGES = ["de", "es"]
# Shown and the same in every language, or never shown to a person.
NOT_FOR_TRANSLATION = [
    r"holdfast( [a-z-]+.*)?",        # a command, as it is typed
    r"GET / HTTP/1\.1\r\n.*",        # what doctor sends
    r"scope profile",                # a word of the policy
    r"partner [a-z]+",               # a sub-command, as it is typed
    r"\[?(TARGET|MAIL|call) [^.]*",  # how a command is written
    r"sudo [a-z./]+ .*|sudo [a-z./]+",  # likewise
    r"holdfast-tray: .*",            # for the journal
    r"<.*",                          # XML
    r"forget everything",            # the contract's words
]
# Files whose texts become a state, which has words of its own.
WITHOUT_A_READER = ["tray/link/connection.cc", "tray/link/link.cc", "tray/window/danger_words.cc"]
# Of these folders sentences travel to tray/. What goes to the journal, to standard error or into a
# file stays English, and so does what only the sentry's own process says.
MAKERS = ["policy", "platform", "daemon"]
FOR_NOBODY_ABROAD = [
    r"daemon/(main|options|lift|log|catalog_files)\.cc", r"daemon/sentry/(?!sentry_process|listeners"
    r"|channel_io|shared_bytes).*", r"daemon/process/privileges\.cc", r"daemon/post/(main|post|task|hardening)\.cc",
    r"platform/mail/(account_reader|compose|week_chart)\.cc", r"daemon/(effects|instance_lock|listening_socket)\.cc",
    r"policy/(toml_reader|service_reader|catalog_parse|handle_rule|memory|trusted_clock)\.cc",
    r"policy/(export_text|rules_print)\.cc", r"platform/ipc/.*", r"platform/(resolver|zone)\.cc",
    r"policy/partner/(friend_words|layout|letter_words|partner_memory|partner_print)\.cc",
    r"policy/partner/summary_words\.cc",  # mails, like those before
    r"platform/store/sqlite_store\.cc", r"platform/(hosts_text|firewall_watch|firewall/ruleset)\.cc",
]
# Words of the policy, of SQL, and what systemctl shows.
OTHER_LANGUAGES = [
    r"(block|schedule|lock|partner|support) [a-zA-Z].*|block list ", r" names out of reach|\); started anew",
    r"wrong version number",  # OpenSSL's
    r"['\"> \n]*<.*",  # markup
    r"written by Holdfast, .*",  # in a file of its own, for whoever looks after the machine
    r"(.*[ ,])?(SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE|DROP|FROM|AND) .*",
]
JOURNAL = r"\blog\(LogLevel::\w+,\s*$"
# These take a text and show it.
SHOWS = r"(?:\.line|paragraph|complain|misuse|\.entry|ask_line|ask_yes_no)\(\s*$"


def read_po(text: str):
    """Entries of a .po or .pot file, as dictionaries; `fuzzy` is there for one that is."""
    entries, entry, field = [], {}, None
    for line in text.splitlines() + [""]:
        if line.startswith("#~"):
            continue
        if line.startswith("#,") and "fuzzy" in line:
            entry["fuzzy"] = "yes"
        elif line.startswith("#"):
            continue
        elif match := re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) (".*")$', line):
            field = match[1]
            entry[field] = ast.literal_eval(match[2])
        elif line.startswith('"'):
            entry[field] += ast.literal_eval(line)
        elif entry:
            entries.append(entry)
            entry = {}
    return entries


def key_of(entry):
    return entry.get("msgctxt", ""), entry["msgid"]


def places(text: str):
    """What a text has filled in, and the lines that are commands to be typed."""
    return (sorted(re.findall(r"\{\d\}|%[-+0-9.]*l*[a-z](?![a-z])", text)),
            [line for line in text.splitlines() if line.startswith("  ")])


def language_breaches(name: str, pot, po):
    translated = {key_of(entry): entry for entry in po}
    for entry in pot:
        said = repr(entry["msgid"][:60])
        if not entry["msgid"]:
            continue
        found = translated.get(key_of(entry))
        if found is None:
            yield f"{name}: {said} is missing"
            continue
        if "fuzzy" in found:
            yield f"{name}: {said} is fuzzy"
        forms = {key: text for key, text in found.items() if key.startswith("msgstr")}
        wanted_forms = 2 if "msgid_plural" in entry else 1
        if len(forms) != wanted_forms or not all(forms.values()):
            yield f"{name}: {said} is not translated"
            continue
        for key, text in forms.items():
            wanted = entry["msgid_plural"] if key == "msgstr[1]" else entry["msgid"]
            if places(text) != places(wanted):
                yield f"{name}: {said} has other placeholders or examples in {key}"
            if text == entry["msgid"] and re.search(r"[a-z]{3,} [a-z]{3,}", text):
                yield f"{name}: {said} stands there in English"


def literals(code: str):
    """String literals, those side by side as one, each with the code right before it."""
    token = re.compile(r'//[^\n]*|/\*.*?\*/|R"\((?P<raw>.*?)\)"|"(?P<text>(?:[^"\\\n]|\\.)*)"'
                       r"|'(?:[^'\\]|\\.)+'", re.S)
    joined, begin, end = "", 0, -1
    for match in token.finditer(code):
        text = match["raw"] if match["raw"] is not None else match["text"]
        if text is None:
            continue
        if match["text"] is not None:
            text = ast.literal_eval(f'"{text}"')
        if end >= 0 and code[end:match.start()].strip() == "":
            joined += text
        else:
            if end >= 0:
                yield joined, code[max(0, begin - 60):begin]
            joined, begin = text, match.start()
        end = match.end()
    if end >= 0:
        yield joined, code[max(0, begin - 60):begin]


def source_breaches(name: str, code: str, marked):
    code = re.sub(r"^\s*#[^\n]*", "", code, flags=re.M)
    for text, before in literals(code):
        if text in marked or any(re.fullmatch(p, text.strip(), re.S) for p in NOT_FOR_TRANSLATION):
            continue
        is_sentence = re.search(r"[A-Za-z]{2,},? [a-z]{2,}", text)
        is_shown = re.search(SHOWS, before) and re.search(r"^[A-Za-z]{2,}", text)
        if is_sentence or is_shown:
            yield f"{name}: \"{text[:60]}\" is shown, and not marked for translation"


def maker_breaches(name: str, code: str, marked):
    """Sentences that would reach a person in English only."""
    code = re.sub(r"^\s*#[^\n]*", "", code, flags=re.M)
    for text, before in literals(code):
        is_sentence = re.search(r"[A-Za-z]{2,},? [a-z]{2,}", text)
        is_other = any(re.fullmatch(one, text, re.S) for one in OTHER_LANGUAGES)
        if text not in marked and is_sentence and not is_other and not re.search(JOURNAL, before):
            yield f"{name}: \"{text[:60]}\" may reach a person, and is not marked: say(...)"


def all_breaches(root: Path):
    loader = importlib.machinery.SourceFileLoader("extract", str(root / "tray/po/extract"))
    extract = importlib.util.module_from_spec(importlib.util.spec_from_loader("extract", loader))
    sys.dont_write_bytecode = True
    loader.exec_module(extract)
    pot = read_po(extract.extract(root))
    # Not byte by byte: another gettext writes another header.
    if pot[1:] != read_po((root / "tray/po/holdfast.pot").read_text())[1:]:
        yield "tray/po/holdfast.pot is not up to date: build the target po"
    marked = {entry[key] for entry in pot for key in ("msgctxt", "msgid", "msgid_plural")
              if key in entry}
    for language in LANGUAGES:
        po = read_po((root / f"tray/po/{language}.po").read_text())
        yield from language_breaches(f"tray/po/{language}.po", pot, po)
    for source in sorted((root / "tray").rglob("*")):
        name = str(source.relative_to(root))
        if source.suffix in (".cc", ".h") and name not in WITHOUT_A_READER:
            yield from source_breaches(name, source.read_text(), marked)
    for folder in MAKERS:
        for source in sorted((root / folder).rglob("*.cc")):
            name = str(source.relative_to(root))
            if not any(re.fullmatch(one, name) for one in FOR_NOBODY_ABROAD):
                yield from maker_breaches(name, source.read_text(), marked)


def self_test():
    """Each kind of breach is found, and nothing where there is none."""
    pot = read_po('msgid ""\nmsgstr ""\n\nmsgid "{1} day ahead"\nmsgid_plural "{1} days ahead"\n'
                  'msgstr[0] ""\nmsgstr[1] ""\n\nmsgid "go on\\n\\n  holdfast x"\nmsgstr ""\n')
    good = ('msgid "{1} day ahead"\nmsgid_plural "{1} days ahead"\nmsgstr[0] "{1} Tag"\n'
            'msgstr[1] "{1} Tage"\n\nmsgid "go on\\n\\n  holdfast x"\n'
            'msgstr "weiter\\n\\n  holdfast x"\n')
    for old, new, expected in [
            ("", "", 0), ('"{1} Tage"', '"Tage"', 1), ('"{1} Tage"', '""', 1),
            ("weiter\\n\\n  holdfast x", "weiter\\n\\n  holdfast y", 1), ("{1} Tag\"", "{2} Tag\"", 1),
            ('msgid "go', '#, fuzzy\nmsgid "go', 1), ('msgid "go on', 'msgid "go off', 1),
            ('"{1} Tage"', '"{1} day ahead"', 1)]:
        found = list(language_breaches("x.po", pot, read_po(good.replace(old, new, 1))))
        assert len(found) == expected, (old, new, found)
    for code, expected in [
            ('out.line(_("it holds now"));', 0), ('out.line("it fails now");', 1),
            ('f("it " "fails now");', 1), ('// "it fails now"\n', 0), ('out.line("Word");', 1),
            ('ask("Method");', 0), ('f("  holdfast block x");', 0), ('f(R"(it fails now)");', 1),
            ('#include "it fails now"\n', 0)]:
        found = list(source_breaches("x.cc", code, {"it holds now"}))
        assert len(found) == expected, (code, found)
    for code, expected in [
            ('say("it holds now")', 0), ('return "it " + name;', 0),
            ('return "it fails now " + name;', 1), ('log(LogLevel::kError, "it fails now");', 0),
            ('log(LogLevel::kError,\n    "it fails now: " + why);', 0), ('f(// "it fails now"\n);', 0)]:
        found = list(maker_breaches("x.cc", code, {"it holds now"}))
        assert len(found) == expected, (code, found)


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    found = list(all_breaches(Path(sys.argv[1]).resolve()))
    for breach in found:
        print(breach)
    if not found:
        print("every text is translated")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
