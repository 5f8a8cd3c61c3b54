"""The floor, by policies alone and without Holdfast: what each browser's own URL blocks do. Holdfast's
policies rest on it; a browser that changes its mind is noticed here."""
import json

import scene
from scene import ADMIN

PLACE = "instagram.com/ex_handle"
GOES_ON = "abcdefghijklmnopqrstuvwxyz0123456789._"
BLOCKED = ("", "/", "?x=1", "#y", "/reels/a")
HOSTS = ("https://instagram.com", "https://www.instagram.com", "http://m.instagram.com",
         "https://instagram.com.")


class ChromiumFloor(scene.Case):
    @classmethod
    def set_up(cls):
        cls.managed("mm_other.json", {"URLBlocklist": ["linkedin.com"], "ShowHomeButton": True})
        cls.managed("zz_holdfast.json", {
            "URLBlocklist": [PLACE, "instagram.com/EX_HANDLE", PLACE + "_2", "x.com/search?q=her",
                             "instagram.com/her.name"],
            "URLAllowlist": [PLACE + one for one in GOES_ON + GOES_ON[:26].upper()],
            "DnsOverHttpsMode": "off"})
        cls.page = cls.chromium().page()

    def test_the_page_is_blocked_however_it_is_written(self):
        for host in HOSTS:
            for rest in BLOCKED:
                with self.subTest(host + rest):
                    self.assertEqual(self.page.visit(host + "/ex_handle" + rest), ADMIN)
        self.assertEqual(self.page.visit("https://instagram.com/EX_HANDLE"), ADMIN)
        self.assertEqual(self.site.seen("instagram.com"), [])

    def test_a_longer_handle_is_free_and_one_that_is_blocked_itself_is_not(self):
        for rest in ("_fan", ".fan/", "a", "Z/x", "1?hl=en"):
            with self.subTest(rest):
                self.assertEqual(self.page.visit("https://" + PLACE + rest), "")
        self.assertEqual(self.page.visit("https://" + PLACE + "_2/"), ADMIN)
        self.assertEqual(self.page.visit("https://www.instagram.com/friend/"), "")
        self.assertIn("profile /friend/", self.page.text())

    def test_a_search_is_blocked_by_its_words_alone(self):
        self.assertEqual(self.page.visit("https://x.com/search?src=typed&q=her&f=live"), ADMIN)
        self.assertEqual(self.page.visit("https://x.com/search?q=here"), "")

    def test_a_redirect_into_it_is_blocked(self):
        self.assertEqual(self.page.visit("https://news.example/moved"), ADMIN)
        self.assertEqual(self.site.seen("instagram.com"), [])

    def test_what_it_misses_is_the_extensions_work(self):
        for rest in ("/Ex_handle", "/ex_handl%65", "//ex_handle"):
            with self.subTest(rest):
                self.assertEqual(self.page.visit("https://instagram.com" + rest), "")

    def test_the_last_file_by_name_wins_a_key(self):
        self.assertEqual(self.page.visit("https://www.linkedin.com/in/a"), "")


class FirefoxFloor(scene.Case):
    @classmethod
    def set_up(cls):
        cls.world.put(scene.FIREFOX_POLICIES, json.dumps({
            "holdfast": {"was": None},  # what is not the browser's is not looked at
            "policies": {
                "WebsiteFilter": {"Block": ["*://*." + PLACE + one for one in ("", "/*", "?*")]},
                "DNSOverHTTPS": {"Enabled": False, "Locked": True}}}))
        cls.browser = cls.firefox()

    def test_the_page_is_blocked_however_it_is_written(self):
        for url in [host + "/ex_handle" + rest for host in HOSTS for rest in BLOCKED] + [
                "https://instagram.com" + one
                for one in ("/EX_handle", "/ex_handl%65", "//ex_handle")]:
            with self.subTest(url):
                self.assertEqual(self.browser.visit(url), "blockedByPolicy")
        self.assertEqual(self.site.seen("instagram.com"), [])

    def test_others_are_free(self):
        for rest in ("/ex_handle_fan", "/friend/", "/friend//ex_handle"):
            self.assertEqual(self.browser.visit("https://www.instagram.com" + rest), "")

    def test_a_private_window_is_no_way_round(self):
        first = self.browser.here()
        self.browser.tab(private=True)
        self.assertEqual(self.browser.visit("https://" + PLACE), "blockedByPolicy")
        self.assertEqual(self.browser.visit("https://instagram.com/friend/"), "")
        self.browser.close_tab(first)

    def test_the_policies_are_taken_without_complaint(self):
        self.browser.visit("about:policies#errors")
        self.assertEqual(self.browser.chrome("return Services.policies.status"), 1)
        self.assertNotIn("holdfast", self.browser.text())


if __name__ == "__main__":
    scene.main()
