"""One profile out of reach and the rest of the service there: a whole Holdfast, both browsers."""
import json
import time

import scene
from holdfast import KIND, Holdfast
from scene import ADMIN
from world import wait_for

HER = "https://www.instagram.com/her.name/"
HERS = (
    HER, "https://instagram.com/her.name", "https://m.instagram.com/her.name",
    "http://instagram.com/her.name?hl=en", "https://www.instagram.com/HER.Name/",
    "https://www.instagram.com/h%65r.name/", "https://www.instagram.com//her.name",
    "https://www.instagram.com/stories/her.name/3141592653589793238/", "https://ig.me/m/her.name",
    "https://www.instagram.com/explore/search/keyword/?q=her.name",
    "https://www.imginn.com/her.name/",
)
OTHERS = ("https://www.instagram.com/friend/", "https://www.instagram.com/her.name_fan/",
          "https://www.instagram.com/explore/search/keyword/?q=friend", "https://x.com/her.name")


class Held:
    """What holds in both; `self.tab` is open all along, with the extension at work."""

    def leads_to_the_page(self, url):
        self.tab.visit(url)
        self.tab.reaches(KIND)

    def settled(self):
        """Waits until the extension has its rules from the daemon; by a rule of its own, so that
        nobody has been at the others."""
        def holds():
            self.tab.visit("https://x.com/settled")
            time.sleep(1)
            return self.tab.url().startswith(KIND)
        wait_for("the extension does not hold", holds, 40)

    def setUp(self):
        super().setUp()
        self.tab.visit("about:blank")

    def urges(self, rule="block instagram/her.name"):
        return [one for one in self.holdfast.events("urge") if one["subject"].startswith(rule)]

    def test_0_what_is_no_visit_is_no_urge(self):
        for url in ("https://news.example/embeds", "https://news.example/ahead",
                    "https://www.instagram.com/ahead", "https://www.instagram.com/"):
            self.tab.visit(url)
            time.sleep(1.5)
            self.assertEqual(self.tab.url(), url)
        self.assertEqual(self.urges(), [])

    def test_1_her_pages_are_gone_and_others_are_there(self):
        for url in HERS:
            with self.subTest(url):
                self.leads_to_the_page(url)
                self.assertNotIn("her.name", self.tab.js("document.documentElement.outerHTML"))
                self.tab.visit("about:blank")
        self.site.forget()
        for url in OTHERS:
            with self.subTest(url):
                self.assertEqual(self.tab.visit(url), "")
                self.assertEqual(self.tab.url(), url)
                self.assertTrue(self.tab.text())
        self.assertEqual(len(self.site.seen("", "/friend/")), 1)

    def test_2_ten_reloads_are_one_urge_that_names_nothing(self):
        self.assertLessEqual(len(self.urges()), 1)  # of all the visits above: one episode
        for _ in range(10):
            self.tab.visit(HER + "?secret=1")
            self.tab.reaches(KIND)
        time.sleep(1)
        urges = self.urges()
        self.assertEqual(len(urges), 1)
        self.assertNotIn("secret", str(urges))
        for one in urges:
            self.assertNotIn("her.name", one["text"])

    def test_3_a_link_and_a_redirect(self):
        self.tab.visit("https://news.example/")
        self.tab.click("#go")
        self.tab.reaches(KIND)
        self.leads_to_the_page("https://news.example/moved")

    def test_3_an_app_and_a_feed(self):
        self.tab.visit("https://www.instagram.com/app")
        self.tab.click("#to-friend")
        self.tab.reaches("/friend/")
        self.tab.click("#next")
        self.tab.reaches(KIND)
        self.tab.visit("https://www.instagram.com/")
        hidden = ("(() => { const shown = one => "
                  "document.getElementById(one)?.getClientRects().length > 0;"
                  "return document.getElementById('tile-her.name-1') !== null &&"
                  " !shown('tile-her.name-1') && shown('tile-friend-0') &&"
                  " shown('tile-her.name_fan-2'); })()")
        wait_for("the tile is shown", lambda: self.tab.js(hidden))

    def test_4_a_whole_site_and_what_others_embed_of_it(self):
        self.holdfast.edit("block facebook.com")
        like = "https://news.example/embeds"
        self.tab.visit(like)
        time.sleep(2)
        self.assertEqual(self.tab.url(), like)
        self.assertEqual(self.urges("block facebook.com"), [])
        self.leads_to_the_page("https://www.facebook.com/anybody")
        wait_for("a visit is no urge", lambda: self.urges("block facebook.com"))
        self.leads_to_the_page("https://www.facebook.com/")
        time.sleep(1)
        self.assertEqual(len(self.urges("block facebook.com")), 1)

    def test_5_live_edit_and_live_lift(self):
        other = "https://www.instagram.com/other/"
        self.tab.visit(other)
        self.holdfast.edit("block instagram/other scope profile")
        self.tab.reaches(KIND)  # the open tab
        self.leads_to_the_page(other)
        # Within ten minutes of its making a rule can be taken back.
        status, _ = self.holdfast.command("unblock", "instagram/other")
        self.assertEqual(status, 0)

        def lifted():
            time.sleep(2)
            return self.tab.visit(other) == "" and self.tab.url() == other
        wait_for("it is not lifted", lifted, self.live)
        self.leads_to_the_page(HER)

    @classmethod
    def hold(cls):
        cls.holdfast = Holdfast(cls.world).start()
        cls.addClassCleanup(cls.holdfast.close)
        cls.holdfast.edit("block instagram/her.name scope profile", "block x/settled scope profile")


class InChromium(Held, scene.Case):
    live = 30

    @classmethod
    def set_up(cls):
        cls.managed("aa_own.json", {"ShowHomeButton": True})
        cls.hold()
        cls.browser = cls.chromium()
        cls.tab = cls.browser.page()
        cls.settled(cls)

    def blocked(self, page):
        """By the floor at once, or by the page that follows."""
        return page.visit(HER) == ADMIN or page.url().startswith(KIND)

    def test_6_a_private_window(self):
        page = self.browser.page(self.browser.private())
        self.assertTrue(self.blocked(page))
        self.assertEqual(page.visit("https://www.instagram.com/friend/"), "")
        page.close()

    def test_7_ways_round_the_extension(self):
        self.site.forget()
        for flag in ("--incognito", "--guest", "--disable-extensions"):
            with self.subTest(flag):
                browser = self.chromium(flag)
                page = browser.attach("page")
                self.assertTrue(self.blocked(page))
                self.assertEqual(page.visit("https://www.instagram.com/her.name_fan/"), "")
                if flag != "--disable-extensions":
                    browser.close()
        self.assertEqual(self.site.seen("instagram.com", "/her.name/"), [])

    def test_8_the_first_page_of_a_warm_start_and_of_a_fresh_profile(self):
        self.site.forget()
        warm = self.world.fresh_home("warm")
        for _ in range(2):
            browser = self.chromium(start=HER, profile=warm)
            time.sleep(2)
            self.assertEqual(self.site.seen("instagram.com", "/her.name/"), [])
            shown = browser.targets("page")[0]
            self.assertTrue(HER in shown["url"] or "rule=" in shown["url"], shown)
            self.assertNotIn("profile", shown["title"])
            browser.close()

    def test_9_a_browser_without_its_extension_is_told(self):
        """That of test 7, which still runs."""
        tampering = wait_for("nobody is told", lambda: self.holdfast.events("tamper"), 100)
        self.assertEqual(len(tampering), 1)
        self.assertIn("extension in Chromium", json.dumps(tampering))


class InFirefox(Held, scene.Case):
    live = 10

    @classmethod
    def set_up(cls):
        cls.hold()
        cls.profile = cls.world.fresh_home("firefox")
        cls.tab = cls.firefox(profile=cls.profile)
        cls.settled(cls)

    def test_6_a_private_window(self):
        first = self.tab.here()
        self.tab.tab(private=True)
        self.tab.visit(HER)
        self.tab.reaches(KIND)
        self.assertEqual(self.tab.visit("https://www.instagram.com/friend/"), "")
        self.tab.close_tab(first)

    def test_7_the_extension_can_not_be_put_away(self):
        self.assertEqual(self.tab.addons().get("holdfast@holdfast.local"), True)
        self.tab.visit("about:addons")
        denied = self.tab.call_async(
            "const done = arguments[arguments.length - 1];"
            "AddonManager.getAddonByID('holdfast@holdfast.local').then(one => done(["
            "['disable', !!(one.permissions & AddonManager.PERM_CAN_DISABLE)],"
            "['uninstall', !!(one.permissions & AddonManager.PERM_CAN_UNINSTALL)]]));")
        self.assertEqual(denied, {"disable": False, "uninstall": False})

    def test_8_the_first_page_of_a_warm_start_and_of_a_fresh_profile(self):
        self.site.forget()
        warm = self.world.fresh_home("warm")
        for _ in range(2):
            browser = self.firefox(HER, profile=warm)
            time.sleep(2)
            self.assertEqual(self.site.seen("instagram.com", "/her.name/"), [])
            self.assertNotIn("profile /her.name/", browser.text())
            browser.close()


if __name__ == "__main__":
    scene.main()
