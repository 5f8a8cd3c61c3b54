"""The kind page as a person meets it, the extension's own and the sentry's: on a telephone's width and
on a wide screen, by day and by night, read aloud, without scripts; and what no other page may do."""
import http.client
import json
import os
import time

import axe
import scene
import standins
from holdfast import KIND, Holdfast
from world import run, wait_for

HER = "https://www.instagram.com/her.name/"
PICTURES = os.environ.get("HOLDFAST_PICTURES")
#: Nothing of these may be in a page that says it is about nobody.
SECRETS = ("her.name", "instagram", "Instagram")


class Looks:
    """What holds for both, in both browsers. `self.page` shows it."""
    looks = [(width, dark) for width in (360, 1200) for dark in (False, True)]

    def test_it_fits_every_screen_and_shuts_nobody_out(self):
        if axe.missing():
            self.skipTest(axe.missing())
        self.page.js("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        for width, dark in self.looks:
            with self.subTest(width=width, dark=dark):
                self.page.looks(width, 800, dark)
                time.sleep(0.2)
                self.assertLessEqual(self.page.js("document.documentElement.scrollWidth"),
                                     self.page.js("innerWidth"))
                if PICTURES:
                    shade = "dark" if dark else "light"
                    self.page.picture(f"{PICTURES}/kind-{self.name}-{width}-{shade}.png")
                self.assertEqual(self.violations(), [])

    def test_it_names_nobody(self):
        for secret in SECRETS:
            self.assertNotIn(secret, self.page.js("document.documentElement.outerHTML"))


class Page(Looks):
    """What Chromium can tell of it beside that."""

    def violations(self):
        return axe.violations(self.page)

    def test_the_first_answer_is_let_it_pass(self):
        told = self.read_aloud()
        self.assertIn(("heading", "This page is resting"), told)
        actions = [name for role, name in told if role in ("button", "link", "DisclosureTriangle")]
        self.assertEqual(actions[0], "Let it pass")
        nameless = [role for role, name in told if role in ("button", "link") and not name]
        self.assertEqual(nameless, [])

    def read_aloud(self):
        """Role and name of everything, in the order in which it is read."""
        tree = self.page.call("Accessibility.getFullAXTree")["nodes"]
        nodes = {one["nodeId"]: one for one in tree}
        told, ahead = [], [tree[0]["nodeId"]]
        while ahead:
            one = nodes.get(ahead.pop(0))
            if one is None:
                continue
            if not one["ignored"]:
                told.append((one["role"]["value"], one.get("name", {}).get("value")))
            ahead[:0] = one.get("childIds", [])
        return told

    def test_it_holds_still_for_those_who_want_that(self):
        moves = ("getComputedStyle(document.querySelector('.circle'), '::before').animationName")
        self.assertNotEqual(self.page.js(moves), "none")
        self.page.call("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-reduced-motion", "value": "reduce"}])
        self.assertEqual(self.page.js(moves), "none")

    def tearDown(self):
        self.page.close()


class Bundled(Page, scene.Case):
    """The extension's own, for when the daemon is away."""
    name = "bundled"

    @classmethod
    def set_up(cls):
        updates, cls.identity = standins.sign(
            cls.world, os.environ["HOLDFAST_EXTENSIONS"] + "/holdfast-chromium.zip")
        cls.port = standins.Port(cls.world, cls.identity)
        cls.port.push(standins.rules(standins.HER))
        cls.managed("zz_holdfast.json", standins.chromium_policies(
            updates, cls.identity, DeveloperToolsAvailability=1))
        cls.browser = cls.chromium()
        wait_for("the extension is not installed", lambda: cls.port.heard("hello"))
        cls.addClassCleanup(lambda: os.unlink(
            cls.world.path(scene.CHROMIUM_POLICIES + "zz_holdfast.json")))

    def setUp(self):
        super().setUp()
        self.page = self.browser.page()
        self.page.visit(f"chrome-extension://{self.identity}/kind.html?rule={standins.ID}")

    def test_let_it_pass_is_told_and_answered(self):
        self.page.click("#pass")
        wait_for("it is not answered", lambda: "You let it pass" in self.page.text())
        wait_for("it is not told", lambda: self.port.heard("passed"))
        self.assertEqual(self.port.heard("passed"), [standins.ID])


class BundledInFirefox(Looks, scene.Case):
    name = "bundled-firefox"
    looks = [(500, False), (1200, True)]  # no window of it is narrower

    @classmethod
    def set_up(cls):
        standins.Port(cls.world, "a" * 32).away()
        cls.world.put(scene.FIREFOX_POLICIES, json.dumps(standins.firefox_policies(
            os.environ["HOLDFAST_EXTENSIONS"] + "/holdfast-firefox.xpi",
            standins.rules(standins.HER))))
        cls.page = cls.firefox()
        cls.addClassCleanup(lambda: os.unlink(cls.world.path(scene.FIREFOX_POLICIES)))

    def setUp(self):
        super().setUp()

        def leads_there():
            self.page.visit(HER)
            time.sleep(0.5)
            return "kind.html" in self.page.url()
        wait_for(lambda: "at " + self.page.url(), leads_there)

    def violations(self):
        return axe.violations_in_firefox(self.page)


class Sentrys(Page, scene.Case):
    """The daemon's, on loopback."""
    name = "sentry"

    @classmethod
    def set_up(cls):
        cls.holdfast = Holdfast(cls.world).start()
        cls.addClassCleanup(cls.holdfast.close)
        cls.holdfast.edit("block instagram/her.name scope profile",
                          'support call "A." tel:+15557654321',
                          'plan "If I open the laptop after ten, then I walk"')
        cls.browser = cls.chromium()
        page = cls.browser.page()

        def held():
            page.visit(HER)
            time.sleep(1)
            return page.url().startswith(KIND)
        wait_for("the extension does not hold", held, 40)
        cls.address = page.url()

    def setUp(self):
        super().setUp()
        self.page = self.browser.page()
        self.page.visit(self.address)

    def test_it_says_the_persons_own_words(self):
        self.assertIn("If I open the laptop after ten, then I walk", self.page.text())
        self.assertIn("A.", self.page.text())

    def test_it_is_there_in_three_languages_and_without_scripts(self):
        self.page.call("Emulation.setScriptExecutionDisabled", value=True)
        self.page.call("Network.enable")
        titles = set()
        for language in ("en", "de-AT", "es-MX"):
            self.page.call("Network.setExtraHTTPHeaders", headers={"Accept-Language": language})
            self.page.visit(self.address)
            self.assertEqual(self.page.js("document.documentElement.lang"), language[:2])
            titles.add(self.page.js("document.title"))
        self.assertEqual(len(titles), 3, titles)

    def test_let_it_pass_rides_the_urge_out(self):
        self.page.visit("about:blank")
        self.page.visit(HER)
        self.page.reaches(KIND)
        wait_for("the visit is no urge", lambda: self.holdfast.events("urge"))
        self.page.call("Emulation.setScriptExecutionDisabled", value=True)
        before = len(self.holdfast.events("ridden_out"))
        self.page.click(".pass")
        wait_for("it is not answered", lambda: "You let it pass" in self.page.text())
        wait_for("it is not ridden out",
                 lambda: len(self.holdfast.events("ridden_out")) == before + 1)
        self.assertEqual(self.holdfast.events("ridden_out")[-1]["detail"]["helped"], "let_it_pass")

    def test_its_manners(self):
        answer, _ = self.ask({"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"})
        policy = answer.headers["Content-Security-Policy"]
        self.assertIn("default-src 'none'", policy)
        self.assertIn("frame-ancestors 'none'", policy)
        self.assertNotIn("unsafe-", policy)
        self.assertIsNone(answer.headers["Set-Cookie"])
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        self.assertEqual(answer.headers["Referrer-Policy"], "same-origin")

    def ask(self, headers, method="GET", body=None):
        connection = http.client.HTTPConnection("127.0.53.66", 80, timeout=10)
        connection.request(method, self.address.removeprefix("http://127.0.53.66"), body, headers)
        answer = connection.getresponse()
        return answer, answer.read().decode()

    def test_no_other_page_reads_it_or_lets_it_pass(self):
        before = len(self.holdfast.events("ridden_out"))
        self.page.visit("https://news.example/")
        read = (f"fetch({json.dumps(self.address)}, {{credentials: 'include'}})"
                ".then(one => one.text(), failed => 'refused')")
        self.assertEqual(self.page.js(read), "refused")
        forge = ("(() => { const form = document.createElement('form'); form.method = 'post';"
                 "form.action = 'http://127.0.53.66/pass'; form.innerHTML ="
                 "'<input name=rule value=%s><input name=token value=%s>';"
                 "document.body.append(form); form.submit(); })()" % (
                     self.address[-16:], "0" * 32))
        self.page.js(forge)
        time.sleep(2)
        self.assertNotIn("You let it pass", self.page.text())
        self.assertEqual(len(self.holdfast.events("ridden_out")), before)

    def test_a_name_that_leads_here_gets_nothing_of_the_persons(self):
        answer, text = self.ask({"Host": "rebound.example", "Sec-Fetch-Mode": "navigate",
                                 "Sec-Fetch-Dest": "document"})
        self.assertNotIn("laptop", text)
        self.assertNotIn('name="token"', text)

    def test_another_user_of_the_machine_gets_nothing_of_the_persons(self):
        text = run("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "curl", "-s",
                   "-H", "Sec-Fetch-Mode: navigate", "-H", "Sec-Fetch-Dest: document",
                   self.address)
        self.assertIn("resting", text)
        self.assertNotIn("laptop", text)


if __name__ == "__main__":
    axe.prepare()
    scene.main()
