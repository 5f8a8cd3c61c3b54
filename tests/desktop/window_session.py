"""What the tests of the window stand on: a whole holdfastd on a scratch root, the window, and what
a screen reader is told of it. To be run inside `window_display`, in a network of its own."""
import os
import shutil
import signal
import subprocess
import sys
import tempfile

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fakes"))
from varlink_call import PATIENCE, VarlinkCaller, wait_for  # noqa: E402

CONTROLS = (Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON, Atspi.Role.ENTRY,
            Atspi.Role.PASSWORD_TEXT, Atspi.Role.CHECK_BOX, Atspi.Role.RADIO_BUTTON)


class Daemon(VarlinkCaller):
    """A real one, with its hosts file and its firewall, which holds nothing of this machine."""

    def __init__(self, binary, sentry):
        self.words = [binary, "--sentry", sentry, "--log-level", "warning"]
        self.root = tempfile.mkdtemp(prefix="holdfast-window-")
        os.makedirs(self.root + "/etc")
        with open(self.root + "/etc/hosts", "w") as hosts:
            hosts.write("127.0.0.1 localhost\n")
        self.socket = self.root + "/run/holdfast/holdfast.sock"
        self.process = None

    def start(self):
        self.process = subprocess.Popen(self.words + ["--root", self.root])
        wait_for("holdfastd does not answer", self.answers)

    def edit(self, *lines):
        return self.call("Edit", statements=list(lines))["result"]

    def policy(self):
        with open(self.root + "/etc/holdfast/policy.rules") as rules:
            return rules.read()

    def hosts(self):
        with open(self.root + "/etc/hosts") as hosts:
            return hosts.read()

    def end(self, how=signal.SIGTERM):
        if self.process is None:
            return
        self.process.send_signal(how)
        self.process.wait(PATIENCE)
        self.process = None

    def go_on(self):
        """After a SIGSTOP; nothing for one that runs, or is gone."""
        if self.process is not None:
            self.process.send_signal(signal.SIGCONT)

    def close(self):
        self.end()
        subprocess.run(self.words + ["--root", self.root, "--lift"], check=False)
        shutil.rmtree(self.root, ignore_errors=True)


class Window:
    """The window as a screen reader knows it, and a keyboard."""

    def __init__(self, binary, path, *arguments):
        self.binary = binary
        self.env = dict(os.environ, HOLDFAST_SOCKET=path, GTK_A11Y="atspi")
        self.process = subprocess.Popen([binary, *arguments], env=self.env)
        wait_for("the window is not told to screen readers", self.application)

    def again(self, *arguments):
        """A second start, which must end by itself."""
        return subprocess.run([self.binary, *arguments], env=self.env, timeout=PATIENCE,
                              check=False).returncode

    def close(self):
        self.process.terminate()
        self.process.wait(PATIENCE)

    @staticmethod
    def application():
        context = GLib.MainContext.default()
        while context.pending():
            context.iteration(False)
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            one = desktop.get_child_at_index(index)
            if one is not None and "holdfast" in (one.get_name() or "").lower():
                if one.get_child_count() > 0:
                    return one
        return None

    def all(self):
        """Everything that is shown, as (role, name, accessible)."""
        found = []

        def visit(one, depth):
            if one is None or depth > 40:
                return
            one.clear_cache()
            states = one.get_state_set()
            if depth > 0 and not states.contains(Atspi.StateType.VISIBLE):
                return
            found.append((one.get_role(), one.get_name() or "", one))
            for index in range(one.get_child_count()):
                visit(one.get_child_at_index(index), depth + 1)

        try:
            visit(self.application(), 0)
        except GLib.Error:
            return []  # it changed while it was read
        return found

    def words(self):
        return [name for _, name, _ in self.all() if name]

    def control(self, name):
        for role, own, one in self.all():
            if own == name and role in CONTROLS:
                return one
        return None

    def shows(self, words):
        def seen():
            return any(words in one for one in self.words())
        wait_for(lambda: f"not shown: {words!r}; shown: {self.words()}", seen)

    def press(self, name):
        one = wait_for(lambda: f"nothing is called {name!r}: {self.words()}",
                       lambda: self.control(name))
        assert one.get_action_iface() is not None, f"{name} can not be pressed"
        one.do_action(0)

    def focused(self):
        for _, name, one in self.all():
            if one.get_state_set().contains(Atspi.StateType.FOCUSED):
                return name
        return None

    def key(self, *keys):
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "4", text], check=True)

    def tab_to(self, name, limit=40):
        """Goes there with the Tab key alone."""
        seen = []
        for _ in range(limit):
            now = self.focused()
            if now == name:
                return
            seen.append(now)
            self.key("Tab")
            wait_for(lambda: f"Tab leads nowhere from {now!r}; before: {seen}",
                     lambda: self.focused() not in (now, None) or self.focused() == name)
        raise AssertionError(f"Tab does not lead to {name!r}: {seen}")
