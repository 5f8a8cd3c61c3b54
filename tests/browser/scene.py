"""What the tests of browsers share: one world and one set of services a program, policies made by
hand where a test stands without the daemon."""
import datetime
import json
import os
import sys
import unittest

import world as worlds

sys.dont_write_bytecode = True  # the source tree is the person's
import services as sites  # noqa: E402

CHROMIUM_POLICIES = "etc/chromium/policies/managed/"
FIREFOX_POLICIES = "etc/firefox/policies/policies.json"
ADMIN = "net::ERR_BLOCKED_BY_ADMINISTRATOR"
WORLD = None
SITE = None


def main():
    """Runs the tests of the calling program in a world of their own."""
    global WORLD, SITE
    WORLD = worlds.enter()
    # At the first process of a namespace, which nothing else would end.
    code = 1
    try:
        SITE = sites.Services(WORLD)
        result = unittest.main(module="__main__", exit=False, verbosity=2).result
        code = 0 if result.wasSuccessful() else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        WORLD.close()
        os._exit(code)


def stamp(path):
    """Who may do what with a file, and whose it is."""
    found = os.stat(path)
    return oct(found.st_mode), found.st_uid, found.st_gid


def soon(seconds):
    """An instant as the policy writes it."""
    then = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return then.strftime("%Y-%m-%dT%H:%M:%SZ")


class Case(unittest.TestCase):
    """Tests that share what `set_up` made."""
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.world, cls.site = WORLD, SITE
        cls.set_up()

    @classmethod
    def set_up(cls):
        pass

    def setUp(self):
        self.site.forget()

    @classmethod
    def managed(cls, name, policies):
        """A policy file of Chromium's, by hand."""
        return cls.world.put(CHROMIUM_POLICIES + name, json.dumps(policies))

    @classmethod
    def chromium(cls, *flags, **options):
        from chromium import Chromium
        browser = Chromium(cls.world, *flags, authority=cls.site.authority, **options)
        cls.addClassCleanup(browser.close)
        return browser

    @classmethod
    def firefox(cls, *flags, **options):
        from firefox import Firefox
        browser = Firefox(cls.world, *flags, authority=cls.site.authority, **options)
        cls.addClassCleanup(browser.close)
        return browser
