"""axe-core, which finds what shuts people out of a page. It comes from npm into a cache outside of
the project, once."""
import glob
import json
import os
import shutil
import subprocess
import tempfile

# Before the world has a home of its own.
CACHE = os.path.join(os.environ.get("HOLDFAST_TEST_CACHE") or os.environ.get("XDG_CACHE_HOME") or
                     os.path.expanduser("~/.cache"), "holdfast-test")
PACKAGE = "axe-core@4"


def cached():
    found = sorted(glob.glob(CACHE + "/axe-core-4*.js"))
    return found[-1] if found else None


def prepare():
    """Sees that axe-core is in the cache; to be called before `world.enter`, from where npm reaches
    nobody. Where it is neither there nor to be had, the tests that need it say so and are skipped."""
    if "HOLDFAST_AXE" in os.environ:
        return
    if not cached():
        if shutil.which("npm"):
            fetch()
    os.environ["HOLDFAST_AXE"] = cached() or ""


def missing():
    """What is in the way, or None."""
    if os.environ.get("HOLDFAST_AXE"):
        return None
    return "axe-core is not in " + CACHE + ", and no npm to get it with"


def fetch():
    os.makedirs(CACHE, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        done = subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=120, check=False)
        packed = glob.glob(folder + "/axe-core-*.tgz")
        if done.returncode != 0 or not packed:
            print("npm does not give axe-core:\n" + done.stdout)
            return
        subprocess.run(["tar", "-xzf", packed[0], "-C", folder, "package/axe.min.js"], check=True)
        version = os.path.basename(packed[0])[:-len(".tgz")]
        os.rename(folder + "/package/axe.min.js", f"{CACHE}/{version}.js")


def source():
    with open(os.environ["HOLDFAST_AXE"], encoding="utf-8") as file:
        return file.read()


#: What axe finds, one line each.
RUN = """axe.run(document, {resultTypes: ["violations"]}).then(found => found.violations.map(one =>
  one.id + " (" + one.impact + "): " + one.help + ": " + one.nodes.map(n => n.html).join(" | ")))"""


def violations(page):
    """What is wrong with the page that a tab of Chromium shows; no page's policy is in the way."""
    page.js(source() + ";0")
    return page.js(RUN)


def violations_in_firefox(browser):
    return browser.js_async(source() + ";\nconst done = arguments[arguments.length - 1];\n" +
                            RUN + ".then(done, failed => done([String(failed)]))")
