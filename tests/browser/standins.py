"""What stands in for the daemon where a test is about the extension alone: its policies, the program
at the other end of the native port, and the page on loopback."""
import hashlib
import http.server
import json
import os
import stat
import struct
import sys
import threading

from world import run

HOST = "io.holdfast.browser"
FIREFOX_ID = "holdfast@holdfast.local"
ID = "3f9c0a1b2c3d4e5f"
OTHER_ID = "00000000000000aa"
PAGE = "http://127.0.53.66/resting"


def person(handle, *pages):
    """One of a rule's people; a page is "host/path"."""
    return {"handle": handle, "ignore": "", "case": "same", "pages": [
        dict(zip(("host", "path"), (one.split("/", 1)[0], "/" + one.split("/", 1)[1])))
        for one in pages]}


#: As the daemon writes it for somebody on Instagram, with the story, the message and the search.
HER = person("her.name", "instagram.com/{handle}", "instagram.com/_u/{handle}",
             "instagram.com/stories/{handle}", "ig.me/m/{handle}",
             "instagram.com/explore/search/keyword/?q={handle}")


def rules(*people, hosts=("imginn.com",)):
    return {"page": PAGE, "allowed": [], "rules": [
        {"id": ID, "hosts": list(hosts), "people": list(people)}]}


class Sentry:
    """The page on loopback; `seen` is every path that was asked for."""

    def __init__(self):
        self.seen = []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(handler):
                self.seen.append(handler.path)
                body = b"<!doctype html><title>kind</title><link rel=icon href='data:,'><h1>kind"
                handler.send_response(200)
                handler.send_header("Content-Type", "text/html")
                handler.send_header("Content-Length", str(len(body)))
                handler.end_headers()
                handler.wfile.write(body)

            def log_message(handler, *words):
                pass

        self.server = http.server.ThreadingHTTPServer((PAGE.split("/")[2], 80), Handler)
        self.server.handle_error = lambda *_: None  # a browser that goes away
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Port:
    """The program at the other end of the native port: it says what `push` was given last and keeps
    what it hears. While it is `away` there is none."""

    PROGRAM = """#!{python}
import json, os, struct, sys, threading, time
folder = {folder!r}
def say():
    last = None
    while True:
        if os.path.exists(folder + "/away"):
            os._exit(0)
        try:
            with open(folder + "/push") as file:
                now = file.read()
        except FileNotFoundError:
            now = None
        if now and now != last:
            message = json.dumps({{"pages": json.loads(now)}}).encode()
            sys.stdout.buffer.write(struct.pack("=I", len(message)) + message)
            sys.stdout.buffer.flush()
            last = now
        time.sleep(0.03)
threading.Thread(target=say, daemon=True).start()
while True:
    head = sys.stdin.buffer.read(4)
    if len(head) < 4:
        os._exit(0)
    message = sys.stdin.buffer.read(struct.unpack("=I", head)[0])
    with open(folder + "/heard", "ab") as file:
        file.write(message + b"\\n")
"""

    def __init__(self, world, chromium_id):
        self.folder = world.fresh_home("port")
        program = self.folder + "/host"
        with open(program, "w", encoding="utf-8") as file:
            file.write(self.PROGRAM.format(python=sys.executable, folder=self.folder))
        os.chmod(program, stat.S_IRWXU)
        manifest = {"name": HOST, "description": "Holdfast", "path": program, "type": "stdio"}
        world.put(f"etc/chromium/native-messaging-hosts/{HOST}.json", json.dumps(
            {**manifest, "allowed_origins": [f"chrome-extension://{chromium_id}/"]}))
        world.put(f"usr/lib/mozilla/native-messaging-hosts/{HOST}.json", json.dumps(
            {**manifest, "allowed_extensions": [FIREFOX_ID]}))

    def push(self, pages):
        with open(self.folder + "/push.new", "w", encoding="utf-8") as file:
            json.dump(pages, file)
        os.rename(self.folder + "/push.new", self.folder + "/push")

    def away(self):
        with open(self.folder + "/away", "w", encoding="utf-8"):
            pass

    def back(self):
        os.unlink(self.folder + "/away")

    def heard(self, what=None):
        """Every message of the extension, or what those of one kind say."""
        try:
            with open(self.folder + "/heard", encoding="utf-8") as file:
                all_of_it = [json.loads(line) for line in file]
        except FileNotFoundError:
            return []
        return all_of_it if what is None else [one[what] for one in all_of_it if what in one]

    def forget(self):
        with open(self.folder + "/heard", "w", encoding="utf-8"):
            pass


def field(number, value):
    """A protobuf field of bytes."""
    def varint(rest):
        out = b""
        while rest > 127:
            out += bytes([rest & 127 | 128])
            rest >>= 7
        return out + bytes([rest])
    return varint(number << 3 | 2) + varint(len(value)) + value


def sign(world, archive):
    """Makes a CRX of a zip with a new key; the path of its update manifest, and its id."""
    folder = world.fresh_home("crx")
    key = folder + "/key.pem"
    run("openssl", "genrsa", "-out", key, "2048")
    run("openssl", "rsa", "-in", key, "-pubout", "-outform", "DER", "-out", folder + "/spki")
    with open(folder + "/spki", "rb") as file:
        spki = file.read()
    with open(archive, "rb") as file:
        data = file.read()
    identity = hashlib.sha256(spki).digest()[:16]
    signed = field(1, identity)
    with open(folder + "/tosign", "wb") as file:
        file.write(b"CRX3 SignedData\0" + struct.pack("<I", len(signed)) + signed + data)
    run("openssl", "dgst", "-sha256", "-sign", key, "-out", folder + "/signature",
        folder + "/tosign")
    with open(folder + "/signature", "rb") as file:
        header = field(2, field(1, spki) + field(2, file.read())) + field(10000, signed)
    with open(folder + "/holdfast.crx", "wb") as file:
        file.write(b"Cr24" + struct.pack("<II", 3, len(header)) + header + data)
    name = "".join(chr(ord("a") + int(digit, 16)) for digit in identity.hex())
    with open(folder + "/updates.xml", "w", encoding="utf-8") as file:
        file.write('<?xml version="1.0"?><gupdate xmlns="http://www.google.com/update2/response" '
                   f'protocol="2.0"><app appid="{name}"><updatecheck '
                   f'codebase="file://{folder}/holdfast.crx" version="{version_of(archive)}"/>'
                   "</app></gupdate>")
    return folder + "/updates.xml", name


def version_of(archive):
    import zipfile
    with zipfile.ZipFile(archive) as packed:
        return json.loads(packed.read("manifest.json"))["version"]


def chromium_policies(updates, identity, pages=None, **more):
    """What installs the extension, and what it is to hold."""
    policies = {"ExtensionInstallForcelist": [f"{identity};file://{updates}"], **more}
    if pages is not None:
        policies["3rdparty"] = {"extensions": {identity: {"pages": json.dumps(pages)}}}
    return policies


def firefox_policies(archive, pages=None, **more):
    policies = {
        "ExtensionSettings": {FIREFOX_ID: {"installation_mode": "force_installed",
                                           "install_url": "file://" + archive,
                                           "private_browsing": True}},
        "Preferences": {"xpinstall.signatures.required": {"Value": False, "Status": "locked"}},
        **more}
    if pages is not None:
        policies["3rdparty"] = {"Extensions": {FIREFOX_ID: {"pages": json.dumps(pages)}}}
    return {"policies": policies}
