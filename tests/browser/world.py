"""A machine of a test's own: private mount, network and process namespaces, a copy of /etc bound over
/etc, a network with a route to the world and nobody in it but `site.py`, a home of its own. All of it
ends with the test: the first process in the namespace is the test itself."""
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fakes"))
from varlink_call import PATIENCE, wait_for  # noqa: E402

MARK = "HOLDFAST_WORLD"
#: The world's end of the cable. Each site gets an address of its own, so that no two share one.
NETWORK = "198.51.100."


def enter():
    """The world this test runs in; the first call starts the program again inside of one."""
    folder = os.environ.get(MARK)
    if folder:
        return World(folder)
    if os.geteuid() != 0:
        sys.exit("needs root, for namespaces of its own")
    os.environ[MARK] = tempfile.mkdtemp(prefix="holdfast-browser-")
    os.execvp("unshare", [
        "unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc",
        "--propagation", "private", sys.executable, *sys.argv])


class World:
    """What every program of the test sees as its machine. `folder` is the root for holdfastd."""

    def __init__(self, folder):
        self.folder = folder
        self.etc = folder + "/etc"
        self.home = folder + "/home"
        self.mounted = []
        # In memory, and gone with the namespace whatever happens.
        run("mount", "-t", "tmpfs", "-o", "mode=755", "holdfast", folder)
        for name in ("home", "run/user", "tmp"):
            os.makedirs(f"{folder}/{name}")
        os.chmod(folder + "/run/user", 0o700)
        shutil.copytree("/etc", self.etc, symlinks=True, ignore=lambda at, names: [
            name for name in names if at == "/etc" and name in (
                "shadow", "shadow-", "gshadow", "gshadow-", "sudoers", "sudoers.d", "holdfast",
                "firefox", "hosts", "resolv.conf")])
        self.put("etc/hosts", "127.0.0.1 localhost\n# a line of my own\n")
        self.put("etc/resolv.conf", "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
        # A folder with policies is read only where it was there at the browser's start.
        for name in ("chromium/policies/managed", "firefox/policies"):
            os.makedirs(f"{self.etc}/{name}", exist_ok=True)
        self.bind(self.etc, "/etc")
        for name in ("/usr/lib/mozilla", "/usr/lib/firefox-esr/distribution"):
            self.mirror(name)
        os.makedirs(folder + "/mirror/usr/lib/mozilla/native-messaging-hosts", exist_ok=True)
        # Below the root, too: browsers are looked for there, and what is not a mirror is not written.
        os.mkdir(folder + "/usr")
        run("mount", "--rbind", "/usr", folder + "/usr")
        self.mounted.append(folder + "/usr")
        run("mount", "-o", "remount,bind,ro", folder + "/usr")
        self.network()
        for name in list(os.environ):
            if name.startswith("XDG_") or name in ("DISPLAY", "WAYLAND_DISPLAY",
                                                   "DBUS_SESSION_BUS_ADDRESS"):
                del os.environ[name]
        os.environ.update(HOME=self.home, XDG_RUNTIME_DIR=folder + "/run/user",
                          TMPDIR=folder + "/tmp", LC_ALL="C.UTF-8", TZ="UTC")
        tempfile.tempdir = None

    def network(self):
        run("ip", "link", "set", "lo", "up")
        run("ip", "link", "add", "world", "type", "veth", "peer", "name", "far")
        run("ip", "link", "set", "far", "up")
        run("ip", "addr", "add", NETWORK + "1/24", "dev", "world")
        run("ip", "link", "set", "world", "up")
        run("ip", "route", "add", "default", "dev", "world")

    def bind(self, source, target):
        run("mount", "--bind", source, target)
        self.mounted.append(target)

    def mirror(self, path):
        """Makes a folder of the machine one that the test may write to."""
        copy = self.folder + "/mirror" + path
        if os.path.isdir(path):
            shutil.copytree(path, copy, symlinks=True)
            self.bind(copy, path)

    def path(self, name):
        return f"{self.folder}/{name}"

    def put(self, name, text, mode=0o644):
        """Writes a whole file of the world at once, as a careful program would."""
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path + ".new", "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path + ".new", mode)
        os.rename(path + ".new", path)
        return path

    def get(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def fresh_home(self, name):
        """A folder that no program has seen, for a profile."""
        return tempfile.mkdtemp(prefix=name + "-", dir=self.home)

    def close(self):
        """For a tidy end; a killed test leaves an empty folder and nothing else."""
        for target in reversed(self.mounted):
            run("umount", "--lazy", "--recursive", target)
        run("umount", "--lazy", self.folder)
        os.rmdir(self.folder)


def run(*words, **options):
    """A program that must succeed; what it printed."""
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          stdin=subprocess.DEVNULL, check=False, timeout=60, **options)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(words)}: {done.returncode}\n{done.stdout}")
    return done.stdout


def end(process, patience=5):
    """Ends a program that the test started, gently first."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(patience)
