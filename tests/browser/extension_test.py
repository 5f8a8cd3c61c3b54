"""The extension by itself, in both browsers: forced upon the browser by policy, its rules pushed by a
stand-in for the native port, its page a stand-in on loopback. There is no floor here that would hide
what it misses."""
import json
import os
import time

import scene
import standins
from standins import HER, ID, OTHER_ID, PAGE, person, rules
from world import wait_for

ARCHIVES = os.environ.get("HOLDFAST_EXTENSIONS", "")
KIND = PAGE + "?rule=" + ID
HERS = (
    "https://www.instagram.com/her.name/", "https://instagram.com/her.name",
    "https://m.instagram.com/her.name", "http://instagram.com/her.name?hl=en",
    "https://www.instagram.com/HER.Name/", "https://www.instagram.com/h%65r.name/",
    "https://www.instagram.com//her.name", "https://www.instagram.com/friend/../her.name/reels/",
    "https://instagram.com./her.name/#top", "https://de.instagram.com/her.name",
    "https://www.instagram.com/stories/her.name/3141592653589793238/", "https://ig.me/m/her.name",
    "https://www.instagram.com/explore/search/keyword/?hl=en&q=Her.name",
    "https://www.imginn.com/anybody/",
)
OTHERS = (
    "https://www.instagram.com/friend/", "https://www.instagram.com/her.name_fan/",
    "https://www.instagram.com/her.namely", "https://www.instagram.com/friend/her.name",
    "https://www.instagram.com/explore/search/keyword/?q=her.namely",
    "https://www.instagram.com/explore/search/keyword/?q=friend&x=her.name",
    "https://news.example/her.name/", "https://x.com/her.name",
)


class Alone:
    """What holds in both. `self.tab` is one that is open all along."""

    def leads_to_the_page(self, url):
        self.tab.visit(url)
        self.tab.reaches(KIND)

    def test_her_pages_lead_to_the_kind_page(self):
        for url in HERS:
            with self.subTest(url):
                self.leads_to_the_page(url)
                self.assertIn("kind", self.tab.text())
                self.tab.visit("about:blank")

    def test_others_are_there(self):
        for url in OTHERS:
            with self.subTest(url):
                self.tab.visit(url)
                self.assertEqual(self.tab.url(), url)
                self.assertTrue(self.tab.text())
        self.assertEqual(self.port.heard("visit"), [])

    def test_an_app_that_loads_no_page(self):
        self.tab.visit("https://www.instagram.com/app")
        self.tab.click("#to-friend")
        self.tab.reaches("/friend/")
        self.tab.click("#to-fan")
        self.tab.reaches("/her.name_fan/")
        self.assertIn("profile /her.name_fan/", self.tab.text())
        self.assertFalse(self.shown("#to-her"))
        self.tab.click("#next")
        self.tab.reaches(KIND)
        self.hears_one_visit()

    def test_a_visit_is_told_by_its_rule_alone(self):
        self.leads_to_the_page("https://www.instagram.com/her.name/?secret=1")
        self.hears_one_visit()
        told = [one for one in self.port.heard() if "hello" not in one]
        self.assertEqual(told, [{"visit": ID}])

    def hears_one_visit(self):
        wait_for("no visit is told", lambda: self.port.heard("visit"))
        time.sleep(0.5)  # for a second one
        self.assertEqual(self.port.heard("visit"), [ID])

    def test_a_link_in_another_page_is_a_visit(self):
        self.tab.visit("https://news.example/")
        self.tab.click("#go")
        self.tab.reaches(KIND)
        self.hears_one_visit()
        self.tab.visit("https://news.example/moved")
        self.tab.reaches(KIND)

    def test_the_way_back_leads_to_where_one_was(self):
        self.tab.visit("https://news.example/")
        self.tab.click("#go")
        self.tab.reaches(KIND)
        self.tab.js("void setTimeout(() => history.back())")
        self.tab.reaches("https://news.example/")
        self.tab.visit("https://www.instagram.com/app")
        self.tab.click("#to-friend")
        self.tab.reaches("/friend/")
        self.tab.click("#next")
        self.tab.reaches(KIND)
        self.tab.js("void setTimeout(() => history.back())")
        self.tab.reaches("/friend/")

    def test_what_others_embed_is_none(self):
        self.tab.visit("https://news.example/embeds")
        time.sleep(1.5)
        self.assertEqual(self.tab.url(), "https://news.example/embeds")
        self.assertEqual(self.port.heard("visit"), [])
        self.assertEqual(self.sentry.seen, [])
        self.assertEqual(self.site.seen("instagram.com", "/her.name/embed/"), [])

    def test_what_is_loaded_ahead_is_none(self):
        for host in ("news.example", "www.instagram.com"):
            self.site.forget()
            self.tab.visit(f"https://{host}/ahead")
            wait_for("the browser loads nothing ahead", lambda: [
                one for one in self.site.seen("instagram.com", "/friend/")
                if "prefetch" in one["headers"].get("Sec-Purpose", "")])
            time.sleep(0.7)
            self.assertEqual(self.tab.url(), f"https://{host}/ahead")
        self.assertEqual(self.port.heard("visit"), [])
        self.tab.js("void setTimeout(() => location.assign('/her.name/'))")
        self.tab.reaches(KIND)
        self.hears_one_visit()

    def shown(self, selector):
        return self.tab.js(f"(one => !!one && one.getClientRects().length > 0)"
                           f"(document.querySelector({json.dumps(selector)}))")

    def test_her_tiles_are_hidden_while_others_stay(self):
        self.tab.visit("https://www.instagram.com/")
        wait_for("her tile is shown", lambda: not self.shown("#tile-her\\.name-1"))
        for gone in ("#suggested-her\\.name", "#comment-her-friend-0", "#mention a[href*='her.name']"):
            self.assertFalse(self.shown(gone), gone)
        for there in ("#tile-friend-0", "#tile-her\\.name_fan-2", "#tile-friend-3", "main", "aside",
                      "#suggested-friend", "#suggested-other", "#comment-friend-friend-0",
                      "#mention", "#mention a[href='/friend/']"):
            self.assertTrue(self.shown(there), there)
        self.tab.js("dispatchEvent(new Event('more'))")
        wait_for("a later tile is shown", lambda: not self.shown("#tile-her\\.name-9"))
        self.assertEqual(self.port.heard("visit"), [])

    def test_rules_are_live(self):
        other = {"id": OTHER_ID, "hosts": [], "people": [person("other", "instagram.com/{handle}")]}
        self.tab.visit("https://www.instagram.com/other/")
        pages = rules(HER)
        self.port.push({**pages, "rules": pages["rules"] + [other]})
        # The tab is open there already, and nobody went there: it is no visit.
        self.tab.reaches(OTHER_ID)
        self.assertEqual(self.port.heard("visit"), [])
        self.tab.visit("https://www.instagram.com/")
        wait_for("the new one's tile is shown", lambda: not self.shown("#suggested-other"))
        self.port.push(pages)
        wait_for("the tile stays hidden", lambda: self.shown("#suggested-other"))
        self.tab.visit("https://www.instagram.com/other/")
        self.assertEqual(self.tab.url(), "https://www.instagram.com/other/")

    def test_lifting_everything(self):
        self.port.push({"page": PAGE, "allowed": [], "rules": []})
        self.tab.visit("https://www.instagram.com/")
        wait_for("her tile stays hidden", lambda: self.shown("#tile-her\\.name-1"))
        self.tab.visit("https://www.instagram.com/her.name/")
        self.assertEqual(self.tab.url(), "https://www.instagram.com/her.name/")
        self.port.push(rules(HER))
        self.tab.reaches(KIND)

    def test_with_the_daemon_away_its_own_page_is_there(self):
        self.port.away()
        self.addCleanup(self.comes_back)
        time.sleep(1.6)  # between two tries to reach it again
        self.tab.visit("https://www.instagram.com/her.name/")
        self.tab.reaches("kind.html?rule=" + ID)
        self.assertTrue(self.tab.text())
        self.assertNotIn("her.name", self.tab.text())

    def test_a_rule_ends_with_the_daemon_dead(self):
        pages = rules(HER)
        self.port.push({**pages, "rules": [{**rule, "until": time.time() - 60}
                                           for rule in pages["rules"]]})
        self.settled()  # while the daemon is there, it says what holds
        self.port.away()
        self.addCleanup(self.returns)
        def is_free():
            self.tab.visit("https://www.instagram.com/her.name/")
            return self.tab.url() == "https://www.instagram.com/her.name/"
        wait_for("it does not end", is_free)

    def returns(self):
        self.port.push(rules(HER))
        self.comes_back()

    def comes_back(self):
        self.port.forget()
        self.port.back()
        wait_for("the extension does not come back", lambda: self.port.heard("hello"), 70)
        self.settled()

    def settled(self):
        """Waits until the pushed rules hold."""
        def holds():
            self.tab.visit("https://www.instagram.com/stories/her.name/")
            time.sleep(0.5)
            return self.tab.url() == KIND
        wait_for("the pushed rules do not hold", holds)

    def setUp(self):
        super().setUp()
        self.tab.visit("about:blank")
        del self.sentry.seen[:]
        self.port.forget()

    @classmethod
    def prepare(cls, identity):
        cls.sentry = standins.Sentry()
        cls.addClassCleanup(cls.sentry.close)
        cls.port = standins.Port(cls.world, identity)
        cls.port.push(rules(HER))


class InChromium(Alone, scene.Case):
    @classmethod
    def set_up(cls):
        updates, cls.identity = standins.sign(cls.world, ARCHIVES + "/holdfast-chromium.zip")
        cls.prepare(cls.identity)
        cls.managed("zz_holdfast.json", standins.chromium_policies(
            updates, cls.identity, DeveloperToolsAvailability=1))  # or its pages are not looked at
        cls.browser = cls.chromium()
        cls.tab = cls.browser.page()
        wait_for("the extension is not installed", lambda: cls.port.heard("hello"))
        cls.settled(cls)


    def test_a_worker_that_sleeps_wakes(self):
        self.tab.visit("https://www.instagram.com/app")
        worker = next(one for one in self.browser.targets("service_worker")
                      if self.identity in one["url"])
        self.browser.call("Target.closeTarget", targetId=worker["targetId"])
        wait_for("it does not sleep", lambda: not self.browser.targets("service_worker"))
        self.tab.click("#next")
        self.tab.reaches(KIND[-16:])


class InFirefox(Alone, scene.Case):
    @classmethod
    def set_up(cls):
        cls.prepare("a" * 32)
        cls.world.put(scene.FIREFOX_POLICIES, json.dumps(standins.firefox_policies(
            ARCHIVES + "/holdfast-firefox.xpi")))
        cls.tab = cls.firefox()
        wait_for("the extension is not installed", lambda: cls.port.heard("hello"))
        cls.settled(cls)

    def test_a_private_window_is_no_way_round(self):
        first = self.tab.here()
        self.tab.tab(private=True)
        self.leads_to_the_page("https://www.instagram.com/her.name/")
        self.tab.visit("https://www.instagram.com/friend/")
        self.assertIn("profile /friend/", self.tab.text())
        self.tab.close_tab(first)


if __name__ == "__main__":
    scene.main()
