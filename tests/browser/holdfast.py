"""A whole holdfastd in the world of the test, with its sentry, its policies and its native host."""
import json
import os
import shutil
import signal
import subprocess

from world import PATIENCE, end, wait_for
from varlink_call import VarlinkCaller

KIND = "http://127.0.53.66/resting?rule="


class Holdfast(VarlinkCaller):
    """The daemon on the root of the world, which every program of the test sees as its machine."""

    def __init__(self, world, layers="hosts,firewall,browser"):
        self.world = world
        self.socket = world.path("run/holdfast/holdfast.sock")
        self.words = [os.environ["HOLDFASTD"], "--root", world.folder,
                      "--sentry", os.environ["HOLDFAST_SENTRY"], "--layers", layers,
                      "--browser-packages", os.environ["HOLDFAST_EXTENSIONS"],
                      "--browser-host", os.environ["HOLDFAST_BROWSER"], "--log-level", "info"]
        self.process = None

    def start(self):
        self.log = open(self.world.path("holdfastd.log"), "ab")
        self.process = subprocess.Popen(self.words, stdin=subprocess.DEVNULL, stdout=self.log,
                                        stderr=self.log)
        wait_for(lambda: "holdfastd does not answer: " + self.world.get("holdfastd.log"),
                 self.answers)
        return self

    def command(self, *words):
        """The command line; what it printed, as JSON."""
        done = subprocess.run([os.environ["HOLDFAST"], "--socket", self.socket, *words, "--json"],
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
                              timeout=PATIENCE, check=False)
        return done.returncode, json.loads(done.stdout) if done.stdout.startswith("{") else None

    def edit(self, *lines):
        result = self.call("Edit", statements=list(lines))["result"]
        if result["outcome"] != "done" or result["failing"]:
            raise AssertionError(f"{lines}: {result}")
        return result

    def events(self, *kinds):
        return self.call("Log", kinds=list(kinds))["events"]

    def layer(self, name="browser"):
        return next(one for one in self.call("GetStatus")["layers"] if one["layer"] == name)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)
        self.process = None
        self.log.close()

    def stop(self):
        if self.process is not None:
            end(self.process, PATIENCE)
            self.process = None
            self.log.close()

    def lift(self):
        """Ends it and takes back all that it holds, the sentry as well."""
        self.stop()
        done = subprocess.run(self.words + ["--lift"], stdin=subprocess.DEVNULL, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60,
                              check=False)
        if done.returncode != 0:
            raise AssertionError("--lift: " + done.stdout)

    def close(self):
        """After a test class: the next one finds a machine without Holdfast."""
        self.lift()
        for name in ("etc/holdfast", "var/lib/holdfast", "var/cache/holdfast"):
            shutil.rmtree(self.world.path(name), ignore_errors=True)
