"""Firefox by Marionette: length-prefixed JSON over TCP on the loopback of the test's own network."""
import base64
import json
import os
import socket
import subprocess
import time
import urllib.parse

from tab import Tab
from world import PATIENCE, end, run, wait_for

#: What keeps the browser from pages of its own at the first start; nothing that a policy would set.
PREFERENCES = {
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "browser.newtabpage.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "remote.prefs.recommended": False,
    "marionette.port": 0,
}


class Firefox(Tab):
    """One running browser. A tab of it is asked for by its handle."""

    def __init__(self, world, *flags, profile=None, authority=None, preferences=()):
        self.world, self.next_id, self.rest = world, 0, b""
        self.profile = profile or world.fresh_home("firefox")
        with open(self.profile + "/user.js", "w", encoding="utf-8") as file:
            for name, value in {**PREFERENCES, **dict(preferences)}.items():
                file.write(f'user_pref("{name}", {json.dumps(value)});\n')
        if authority:
            trust(self.profile, authority)
        port = self.profile + "/MarionetteActivePort"
        run("rm", "-f", port)
        self.log = open(world.path("firefox.log"), "ab")
        self.process = subprocess.Popen(
            ["firefox-esr", "--headless", "--no-remote", "--marionette",
             "--remote-allow-system-access", "--profile", self.profile, "--width", "1200",
             "--height", "900", *flags],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True)
        self.socket = wait_for("Firefox does not listen", lambda: self.connect(port), 40)
        self.receive()
        session = self.call("WebDriver:NewSession", capabilities={"alwaysMatch": {
            "pageLoadStrategy": "normal", "timeouts": {"pageLoad": PATIENCE * 1000,
                                                       "script": PATIENCE * 1000}}})
        self.version = "Firefox/" + session["capabilities"]["browserVersion"]

    def connect(self, port):
        if self.process.poll() is not None:
            raise AssertionError("Firefox ended at its start: " + self.world.get("firefox.log"))
        try:
            with open(port, encoding="utf-8") as file:
                return socket.create_connection(("127.0.0.1", int(file.read())), PATIENCE * 2)
        except (OSError, ValueError):
            return None

    def receive(self):
        while b":" not in self.rest:
            self.more()
        length, _, self.rest = self.rest.partition(b":")
        while len(self.rest) < int(length):
            self.more()
        one, self.rest = self.rest[:int(length)], self.rest[int(length):]
        return json.loads(one)

    def more(self):
        more = self.socket.recv(1 << 20)
        if not more:
            raise AssertionError("Firefox is gone")
        self.rest += more

    def call(self, method, **params):
        self.next_id += 1
        message = json.dumps([0, self.next_id, method, params]).encode()
        self.socket.sendall(b"%d:%s" % (len(message), message))
        while True:
            kind, number, error, result = self.receive()
            if (kind, number) == (1, self.next_id):
                break
        if error:
            raise FirefoxError(f"{error['error']}: {error['message']}")
        return result

    def tab(self, private=False):
        """A new tab, or a new private window, which is gone to."""
        made = self.call("WebDriver:NewWindow", type="window" if private else "tab", focus=True,
                         private=private)
        self.go(made["handle"])
        return made["handle"]

    def go(self, handle):
        self.call("WebDriver:SwitchToWindow", handle=handle)

    def close_tab(self, then):
        """Closes this tab and goes to another."""
        self.call("WebDriver:CloseWindow")
        self.go(then)

    def here(self):
        return self.call("WebDriver:GetWindowHandle")["value"]

    def visit(self, url):
        """Goes there as if it had been typed, and waits for what comes of it; "" for a page, else
        the name of the error page ("blockedByPolicy"). Marionette's own way does not come back
        where an extension leads elsewhere meanwhile."""
        self.chrome("gBrowser.selectedBrowser.fixupAndLoadURIString(arguments[0], {"
                    "triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal()});",
                    url)
        time.sleep(0.1)
        wait_for(lambda: f"{self.url()} does not finish loading", self.is_quiet)
        shown = self.chrome("return gBrowser.selectedBrowser.documentURI.spec")
        if not shown.startswith("about:neterror"):
            return ""
        return urllib.parse.parse_qs(shown.partition("?")[2])["e"][0]

    def is_quiet(self):
        """Nothing has been loading for a moment."""
        for _ in range(3):
            if self.chrome("return gBrowser.selectedBrowser.webProgress.isLoadingDocument"):
                return False
            time.sleep(0.05)
        return True

    def url(self):
        return self.chrome("return gBrowser.selectedBrowser.currentURI.spec")

    def js(self, expression):
        return self.call("WebDriver:ExecuteScript", script="return " + expression,
                         args=[])["value"]

    def js_async(self, script):
        """Runs a script of the page's, which calls its last argument with the answer."""
        return self.call("WebDriver:ExecuteAsyncScript", script=script, args=[])["value"]

    def looks(self, width, height, dark=False):
        """The size of the page and the colours that the person likes."""
        self.chrome("Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override',"
                    f" {0 if dark else 1});")
        for _ in range(2):  # what is around the page is known after the first
            around = self.js("[outerWidth - innerWidth, outerHeight - innerHeight]")
            self.call("WebDriver:SetWindowRect", width=width + around[0],
                      height=height + around[1])

    def chrome(self, script, *words):
        """Runs a script as the browser itself."""
        self.call("Marionette:SetContext", value="chrome")
        try:
            return self.call("WebDriver:ExecuteScript", script=script,
                             args=list(words))["value"]
        finally:
            self.call("Marionette:SetContext", value="content")

    def click(self, selector):
        found = self.call("WebDriver:FindElement", using="css selector", value=selector)
        element = next(iter(found["value"].values()))
        try:
            self.call("WebDriver:ElementClick", id=element)
        except FirefoxError as error:
            if "Reached error page" not in str(error):  # on the way to somewhere else, maybe
                raise

    def addons(self):
        """Every extension: its id to whether it runs."""
        return self.call_async(
            "const done = arguments[arguments.length - 1];"
            "AddonManager.getAddonsByTypes(['extension']).then(all => done(all.map("
            "one => [one.id, one.isActive])));")

    def call_async(self, script):
        self.call("Marionette:SetContext", value="chrome")
        try:
            return dict(self.call("WebDriver:ExecuteAsyncScript", script=script, args=[])["value"])
        finally:
            self.call("Marionette:SetContext", value="content")

    def picture(self, path):
        done = self.call("WebDriver:TakeScreenshot", full=True)
        with open(path, "wb") as file:
            file.write(base64.b64decode(done["value"]))

    def close(self):
        if self.log.closed:
            return
        if self.process.poll() is None:
            try:
                self.call("Marionette:Quit", flags=["eForceQuit"])
                self.process.wait(10)
            except (AssertionError, FirefoxError, OSError, subprocess.TimeoutExpired):
                pass
        end(self.process)
        self.socket.close()
        self.log.close()


class FirefoxError(Exception):
    """What Marionette says of a command that failed."""


def trust(profile, authority):
    """Makes this profile trust an authority, as a person would."""
    if os.path.exists(profile + "/cert9.db"):
        return
    run("certutil", "-N", "-d", "sql:" + profile, "--empty-password")
    run("certutil", "-A", "-d", "sql:" + profile, "-n", "test", "-t", "C,,", "-i", authority)
