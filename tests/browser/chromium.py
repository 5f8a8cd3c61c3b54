"""Chromium by its debugging protocol over a pipe: NUL-separated JSON on the descriptors 3 and 4."""
import base64
import fcntl
import json
import os
import subprocess
import threading
import time

from tab import Tab
from world import PATIENCE, end, run, wait_for

#: What a person has, but for what a test cannot have: a sandbox as root, a screen, first-run pages.
#: Nothing that would keep an extension from being installed.
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
         "--no-first-run", "--no-default-browser-check", "--disable-component-update",
         "--disable-sync", "--remote-debugging-pipe", "--window-size=1200,900", "--lang=en-US"]


class Chromium:
    """One running browser. A context is a window: the default one, a private one."""

    def __init__(self, world, *flags, profile=None, authority=None, start="about:blank"):
        self.profile = profile or world.fresh_home("chromium")
        if authority:
            trust(world, authority)
        to_browser, self.write = high_pipe()
        self.read, from_browser = high_pipe()
        words = ["chromium", *FLAGS, f"--user-data-dir={self.profile}", *flags, start]
        self.log = open(world.path("chromium.log"), "ab")
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{to_browser} 4>&{from_browser}', "bash", *words],
            pass_fds=(to_browser, from_browser), stdin=subprocess.DEVNULL, stdout=self.log,
            stderr=self.log, start_new_session=True)
        os.close(to_browser)
        os.close(from_browser)
        self.changed = threading.Condition()
        self.next_id, self.answers, self.pages, self.gone = 0, {}, {}, False
        threading.Thread(target=self.listen, daemon=True).start()
        self.version = self.call("Browser.getVersion")["product"]

    def listen(self):
        rest = b""
        while True:
            try:
                more = os.read(self.read, 1 << 20)
            except OSError:
                more = b""
            if not more:
                with self.changed:
                    self.gone = True
                    self.changed.notify_all()
                return
            *whole, rest = (rest + more).split(b"\0")
            for one in whole:
                self.heard(json.loads(one))

    def heard(self, message):
        with self.changed:
            if "id" in message:
                self.answers[message["id"]] = message
            elif message.get("sessionId") in self.pages:
                self.pages[message["sessionId"]].events.append(message)
            self.changed.notify_all()

    def call(self, method, session=None, patience=PATIENCE, **params):
        with self.changed:
            self.next_id += 1
            number = self.next_id
        message = {"id": number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self.write, json.dumps(message).encode() + b"\0")
        with self.changed:
            if not self.changed.wait_for(lambda: number in self.answers or self.gone, patience):
                raise AssertionError(f"no answer to {method}")
            if number not in self.answers:
                raise AssertionError(f"the browser is gone at {method}: " + self.said())
            answer = self.answers.pop(number)
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']}")
        return answer["result"]

    def said(self):
        with open(self.log.name, encoding="utf-8", errors="replace") as file:
            return file.read()[-2000:]

    def private(self):
        """A private window of the protocol's own making: no policy or extension of incognito."""
        return self.call("Target.createBrowserContext")["browserContextId"]

    def page(self, context=None, url="about:blank"):
        where = {"browserContextId": context} if context else {}
        target = self.call("Target.createTarget", url=url, **where)["targetId"]
        return Page(self, target)

    def targets(self, kind=None):
        infos = self.call("Target.getTargets")["targetInfos"]
        return [one for one in infos if kind in (None, one["type"])]

    def attach(self, kind, part=""):
        """A page, worker or window that the browser opened by itself."""
        info = wait_for(lambda: f"no {kind} with {part!r} in {self.targets()}", lambda: next(
            (one for one in self.targets(kind) if part in one["url"]), None))
        return Page(self, info["targetId"])

    def extension(self, identity):
        """Whether this extension is there and runs; asked at its own address."""
        return any(identity in one["url"] for one in self.targets())

    def close(self):
        if self.log.closed:
            return
        if self.process.poll() is None and not self.gone:
            try:
                self.call("Browser.close", patience=5)
                self.process.wait(5)
            except (AssertionError, OSError, subprocess.TimeoutExpired):
                pass
        end(self.process)
        os.close(self.write)
        self.log.close()


class Page(Tab):
    """One tab."""

    def __init__(self, browser, target):
        self.browser, self.target, self.events = browser, target, []
        self.attach()

    def attach(self):
        self.session = self.browser.call("Target.attachToTarget", targetId=self.target,
                                         flatten=True)["sessionId"]
        self.browser.pages[self.session] = self
        for domain in ("Page", "Runtime"):
            self.browser.call(domain + ".enable", self.session)

    def call(self, method, patience=PATIENCE, **params):
        """A page of an extension is another program: on the way there and back the tab is not to be
        spoken with for a moment, and then with another session."""
        until = time.monotonic() + patience
        while True:
            try:
                return self.browser.call(method, self.session, patience, **params)
            except AssertionError as error:
                lost = "Session with given id not found" in str(error)
                passing = lost or "Not attached" in str(error) or "navigated" in str(error)
                if time.monotonic() > until or not passing:
                    raise
            time.sleep(0.1)
            if lost:
                self.browser.pages.pop(self.session, None)
                self.attach()
                self.events.append({"method": "attached"})

    def url(self):
        """Where the tab is, as its address bar has it."""
        history = self.call("Page.getNavigationHistory")
        return history["entries"][history["currentIndex"]]["url"]

    def visit(self, url):
        """Goes there as if it had been typed, and waits for what comes of it: an error's name as
        Chromium has it ("net::ERR_BLOCKED_BY_ADMINISTRATOR"), or "" for a page."""
        del self.events[:]
        done = self.call("Page.navigate", url=url, transitionType="typed")
        self.settle()
        return done.get("errorText", "")

    def settle(self, patience=PATIENCE):
        """Waits until the page has loaded; a page that never does is an error."""
        def ready():
            for one in list(self.events):
                # A step back can show a page as it was left, which loads nothing.
                kept = one.get("params", {}).get("type") == "BackForwardCacheRestore"
                if one["method"] == "Page.loadEventFired" or kept:
                    return True
            # What a session that was lost meanwhile did not tell.
            return (any(one["method"] == "attached" for one in list(self.events)) and
                    self.js("document.readyState") == "complete")
        wait_for(lambda: f"{self.url()} does not finish loading", ready, patience)

    def js(self, expression, patience=PATIENCE):
        """The value of an expression in the page, or of what it promises."""
        done = self.call("Runtime.evaluate", patience, expression=expression, returnByValue=True,
                         awaitPromise=True, userGesture=True)
        if "exceptionDetails" in done:
            raise AssertionError(f"{expression}: {done['exceptionDetails']}")
        return done["result"].get("value")

    def click(self, selector):
        """A real click, at where the thing is once it is there."""
        wait_for(f"{selector} does not come",
                 lambda: self.js(f"document.querySelector({json.dumps(selector)}) !== null"))
        box = self.js(f"(() => {{ const one = document.querySelector({json.dumps(selector)});"
                      "one.scrollIntoView({block: 'center'});"
                      "const at = one.getBoundingClientRect();"
                      "return [at.x + at.width / 2, at.y + at.height / 2]; })()")
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left",
                      clickCount=1)

    def looks(self, width, height, dark=False):
        """The size of the screen and the colours that the person likes."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=width < 600)
        self.call("Emulation.setScrollbarsHidden", hidden=True)
        self.call("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def picture(self, path, full=True):
        done = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=full)
        with open(path, "wb") as file:
            file.write(base64.b64decode(done["data"]))

    def close(self):
        self.browser.call("Target.closeTarget", targetId=self.target)
        self.browser.pages.pop(self.session, None)


def high_pipe():
    """A pipe out of the way of 3 and 4, which the browser takes."""
    ends = os.pipe()
    high = [fcntl.fcntl(one, fcntl.F_DUPFD_CLOEXEC, 20) for one in ends]
    for one in ends:
        os.close(one)
    return high


def trust(world, authority):
    """Makes the person's Chromium trust an authority, as a person would."""
    base = world.home + "/.pki/nssdb"
    if not os.path.exists(base):
        os.makedirs(base)
        run("certutil", "-N", "-d", "sql:" + base, "--empty-password")
        run("certutil", "-A", "-d", "sql:" + base, "-n", "test", "-t", "C,,", "-i", authority)
