"""What Holdfast does with a machine's own files, with browsers that run meanwhile, and when it goes."""
import glob
import json
import os
import time

import scene
from holdfast import KIND, Holdfast
from scene import ADMIN, CHROMIUM_POLICIES, FIREFOX_POLICIES
from world import wait_for

HER = "https://www.instagram.com/her.name/"
OURS = CHROMIUM_POLICIES + "zz_holdfast.json"
# As somebody wrote it, down to the blanks: nothing of it may change.
FOREIGN = '{\n  "URLBlocklist" : [ "linkedin.com" ],\n  "ShowHomeButton":true,\n  "DeveloperToolsAvailability": 1 }\n\n'
OWN = ('{\n\t"policies": {\n\t\t"DisableTelemetry" : true,\n'
       '\t\t"WebsiteFilter": {"Block": ["*://*.reddit.com/*"]}\n\t}\n}\n')


class Held(scene.Case):
    """With one tab, in which her page is tried."""

    @classmethod
    def is_held(cls):
        cls.tab.visit("about:blank")
        cls.tab.visit(HER)
        time.sleep(1)
        return cls.tab.url().startswith(KIND)


class InChromium(Held):
    @classmethod
    def set_up(cls):
        cls.world.put(CHROMIUM_POLICIES + "mm_other.json", FOREIGN)
        cls.holdfast = Holdfast(cls.world).start()
        cls.addClassCleanup(cls.holdfast.close)
        cls.holdfast.edit("block instagram/her.name scope profile")
        cls.browser = cls.chromium()
        cls.tab = cls.browser.page()
        wait_for("the extension does not hold", cls.is_held, 40)

    def test_1_others_policies_count_and_are_kept(self):
        self.assertEqual(self.tab.visit("https://www.linkedin.com/in/a"), ADMIN)
        self.assertEqual(self.tab.visit("https://www.linkedin.com/feed"), ADMIN)
        self.assertEqual(self.tab.visit("https://www.instagram.com/friend/"), "")
        self.assertEqual(self.world.get(CHROMIUM_POLICIES + "mm_other.json"), FOREIGN)

    def test_2_a_deleted_file_is_back_and_told(self):
        before = self.world.get(OURS)
        told = len(self.holdfast.events("tamper"))
        os.unlink(self.world.path(OURS))
        wait_for("the file stays away", lambda: os.path.exists(self.world.path(OURS)), 5)
        self.assertEqual(self.world.get(OURS), before)
        wait_for("nobody is told", lambda: len(self.holdfast.events("tamper")) > told)
        self.assertEqual(len(self.holdfast.events("tamper")), told + 1)
        self.assertTrue(self.is_held())

    def test_3_an_edited_file_is_put_right(self):
        before = self.world.get(OURS)
        with open(self.world.path(OURS), "w", encoding="utf-8") as file:
            file.write("{}")
        wait_for("the file stays so", lambda: self.world.get(OURS) == before, 5)
        # Within five minutes it is the same tampering.

    def test_4_the_status_names_the_browsers(self):
        self.assertEqual(self.holdfast.layer()["state"], "holding")
        told = {one["name"]: one for one in self.holdfast.call("GetStatus")["browsers"]}
        self.assertEqual(told["Chromium"]["extension"], "answers", told)
        self.assertEqual(told["Firefox ESR"]["extension"], "not_running", told)
        self.assertNotIn("her.name", json.dumps(told))

    def test_5_while_the_daemon_is_dead_it_goes_on_holding(self):
        self.holdfast.kill()
        time.sleep(2)
        self.tab.visit("about:blank")
        self.site.forget()
        self.tab.visit(HER)
        wait_for(lambda: "at " + self.tab.url(),
                 lambda: "rule=" in self.tab.url() or self.tab.url().startswith(KIND))
        self.assertEqual(self.site.seen("instagram.com", "/her.name/"), [])
        self.holdfast.start()
        wait_for("the extension does not come back", self.is_held, 70)

    def test_6_all_of_it_is_lifted_and_others_files_are_as_they_were(self):
        self.tab.visit("https://www.instagram.com/friend/")
        self.holdfast.lift()
        self.assertEqual(self.world.get(CHROMIUM_POLICIES + "mm_other.json"), FOREIGN)
        self.assertEqual(os.listdir(self.world.path(CHROMIUM_POLICIES)), ["mm_other.json"])
        self.assertEqual(glob.glob(self.world.etc + "/**/io.holdfast*", recursive=True), [])

        # The extension goes with its policy.
        wait_for("the extension stays", lambda: not self.browser.targets("service_worker"), 30)
        page = self.browser.page()
        self.assertEqual(page.visit(HER), "")
        self.assertEqual(page.url(), HER)
        self.assertEqual(page.visit("https://www.linkedin.com/in/a"), ADMIN)


class InFirefox(Held):
    @classmethod
    def set_up(cls):
        cls.world.put(FIREFOX_POLICIES, OWN)
        cls.before = scene.stamp(cls.world.path(FIREFOX_POLICIES))
        cls.holdfast = Holdfast(cls.world).start()
        cls.addClassCleanup(cls.holdfast.close)
        cls.holdfast.edit("block instagram/her.name scope profile")
        cls.profile = cls.world.fresh_home("firefox")
        cls.tab = cls.firefox(profile=cls.profile)
        wait_for("the extension does not hold", cls.is_held, 40)

    def test_1_ones_own_policies_count(self):
        self.assertEqual(self.tab.visit("https://www.reddit.com/r/a"), "blockedByPolicy")
        self.assertEqual(self.tab.visit("https://www.instagram.com/friend/"), "")
        self.tab.visit("about:policies#errors")
        self.assertEqual(self.tab.chrome("return Services.policies.status"), 1)
        self.assertNotIn("holdfast", self.tab.js(
            "[...document.querySelectorAll('#errors tr')].map(one => one.innerText).join()"))

    def test_2_a_deleted_file_is_back_and_told(self):
        before = self.world.get(FIREFOX_POLICIES)
        told = len(self.holdfast.events("tamper"))
        os.unlink(self.world.path(FIREFOX_POLICIES))
        wait_for("the file stays away",
                 lambda: os.path.exists(self.world.path(FIREFOX_POLICIES)), 5)
        self.assertEqual(self.world.get(FIREFOX_POLICIES), before)
        wait_for("nobody is told", lambda: len(self.holdfast.events("tamper")) > told)

    def test_3_an_end_lifts_it_at_its_time(self):
        self.holdfast.edit("block instagram/other scope profile until " + scene.soon(8))
        other = "https://www.instagram.com/other/"
        self.tab.visit(other)
        self.tab.reaches(KIND)

        def lifted():
            time.sleep(1)
            return self.tab.visit(other) == "" and self.tab.url() == other
        wait_for("it does not end", lifted, 20)

    def test_4_all_of_it_is_lifted_and_the_file_is_as_it_was(self):
        self.holdfast.lift()
        self.assertEqual(self.world.get(FIREFOX_POLICIES), OWN)
        self.assertEqual(scene.stamp(self.world.path(FIREFOX_POLICIES)), self.before)
        hosts = "usr/lib/mozilla/native-messaging-hosts"
        self.assertFalse([one for one in os.listdir(self.world.path(hosts)) if "holdfast" in one])
        self.tab.close()
        tab = self.firefox(profile=self.profile)
        wait_for("the extension stays", lambda: "holdfast@holdfast.local" not in tab.addons())
        self.assertEqual(tab.visit(HER), "")
        self.assertEqual(tab.url(), HER)
        self.assertIn("profile /her.name/", tab.text())
        tab.close()


if __name__ == "__main__":
    scene.main()
