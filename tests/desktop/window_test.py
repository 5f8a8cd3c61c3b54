"""The window with a real daemon: what a person does in it, by keyboard and screen reader."""
import datetime
import os
import signal
import sys
import unittest

sys.path.insert(0, os.path.dirname(__file__))
from window_session import CONTROLS, Daemon, Window, wait_for  # noqa: E402

LINK = "https://www.instagram.com/her.name/"


class WithWindow(unittest.TestCase):
    lines = ()  # of the policy

    def setUp(self):
        self.daemon = Daemon(os.environ["HOLDFASTD"], os.environ["HOLDFAST_SENTRY"])
        self.addCleanup(self.daemon.close)
        self.daemon.start()
        if self.lines:
            self.daemon.edit(*self.lines)
        self.window = Window(os.environ["HOLDFAST_WINDOW"], self.daemon.socket)
        self.addCleanup(self.window.close)


class WindowTest(WithWindow):
    lines = ("block " + LINK, 'support call "A." tel:+15557654321',
             'plan "If I open the laptop after ten, then I walk"', 'promise "A walk, ten minutes"')

    def test_every_page_is_there_and_every_control_has_a_name(self):
        pages = {"Now": "I feel an urge", "Days": "Your days", "Promises": "Small promises",
                 "Note": "Words that need not be sent", "Reach out": "Before you reach out",
                 "Rules": "Out of reach", "Friend": "A friend who knows"}
        for page, heading in pages.items():
            self.window.press(page)
            self.window.shows(heading)
            nameless = [role for role, name, _ in self.window.all()
                        if role in CONTROLS and not name]
            self.assertEqual(nameless, [], page)

    def test_a_pasted_link_is_looked_at_and_then_held(self):
        self.window.press("Rules")
        self.window.tab_to("A link, a site or a number")
        self.window.type("https://www.tiktok.com/@her.name")
        self.window.press("Look at it first")
        self.window.shows("Nothing is changed yet")
        self.window.shows("tiktok.com")
        self.assertNotIn("tiktok", self.daemon.policy())
        self.window.press("Put it out of reach")
        self.window.shows("tiktok/her.name")
        # What is told of a rule comes before the last of it is on the disk.
        wait_for("not in the policy", lambda: "tiktok" in self.daemon.policy())
        wait_for("not in the hosts file", lambda: "www.tiktok.com" in self.daemon.hosts())

    def test_an_urge_is_let_pass(self):
        self.daemon.call("ReportUrge")
        self.window.press("Let it pass")
        self.window.shows("ridden out. That is strength.")
        self.assertEqual(self.daemon.call("GetStatus")["ridden_out_today"], 1)
        self.assertEqual(self.daemon.call("Insights")["helped"],
                         [{"what": "let_it_pass", "times": 1}])

    def test_what_helped_is_told_to_the_daemon(self):
        self.daemon.call("ReportUrge")
        self.window.shows("You can ride this one")
        self.window.press("Ground")
        self.window.shows("things you can see")
        self.window.press("It passed")
        wait_for("it is not recorded", lambda: self.daemon.call("Insights")["helped"])
        self.assertEqual(self.daemon.call("Insights")["helped"], [{"what": "ground", "times": 1}])

    def test_a_loosening_says_exactly_when_it_can_be_confirmed(self):
        self.daemon.edit("cooling-off 12h")
        pending = self.daemon.call("ListPending")["pending"][0]
        begins = datetime.datetime.fromisoformat(pending["confirm_from"].replace("Z", "+00:00"))
        self.window.press("Rules")
        self.window.shows("Can be confirmed from")
        self.window.shows(begins.astimezone().strftime("%H:%M"))
        self.window.press("Keep it after all")
        wait_for("it is still pending", lambda: not self.daemon.call("ListPending")["pending"])

    def test_a_slip_of_yesterday_is_told_as_of_yesterday(self):
        self.window.press("I reached out")
        self.window.shows("Did contact happen?")
        self.window.press("Yesterday")
        self.window.shows("About what time")
        # As libadwaita names the buttons of a question, by what is in them.
        self.window.press("Yes, write it down Yes, write it down")
        slip = wait_for("no slip is in the record", lambda: self.daemon.call(
            "Log", kinds=["slip"])["events"])[0]
        self.assertLess(slip["detail"]["when"], slip["time"])

    def test_a_friend_is_named_and_nothing_goes_before_they_are_asked(self):
        self.window.press("Friend")
        self.window.shows("It is up to you")
        self.window.tab_to("Name of your friend")
        self.window.type("A.")
        self.window.tab_to("Their mail address")
        self.window.type("friend@example.org")
        self.window.press("Name this friend")
        self.window.shows("nothing goes to them")
        self.window.shows("Next: a mail account of yours")
        wait_for("not in the policy", lambda: "partner friend@example.org name" in
                 self.daemon.policy())
        told = self.daemon.call("GetPartner")
        self.assertEqual((told["mail"], told["consent"]), ("friend@example.org", "none"))
        self.assertEqual([one["state"] for one in told["letters"]], ["writing"])
        self.window.press("To the mail account")
        self.window.tab_to("Your mail address")

    def test_a_promise_is_kept(self):
        self.window.press("Promises")
        self.window.press("Keep today: A walk, ten minutes")
        self.window.shows("All kept today")
        self.assertTrue(self.daemon.call("GetSupport")["promises"][0]["kept_today"])

    def test_the_note_stays_here_and_survives_a_kill(self):
        self.window.press("Note")
        self.window.press("Write it here")
        self.window.shows("Not to be sent")
        self.window.type("I miss the mornings")
        path = os.environ["XDG_DATA_HOME"] + "/holdfast/unsent-note.txt"
        self.addCleanup(lambda: os.path.exists(path) and os.remove(path))

        def kept():
            if not os.path.exists(path):
                return False
            with open(path) as note:
                return note.read() == "I miss the mornings"
        wait_for("the note is not kept", kept)
        self.window.process.kill()
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
        self.assertTrue(kept())
        self.assertNotIn("mornings", str(self.daemon.call("Log")))

    def test_the_keyboard_alone_leads_everywhere(self):
        self.window.shows("I feel an urge")
        self.window.key("alt+2")
        self.window.shows("Your days")
        self.window.key("alt+1")
        self.window.tab_to("I feel an urge")
        self.window.key("Return")
        self.window.shows("You can ride this one")
        self.window.tab_to("Breathe")
        self.window.key("Return")
        self.window.shows("Breathe in")
        self.window.tab_to("Back")
        self.window.key("Return")
        self.window.tab_to("Let it pass")
        self.window.key("Return")
        self.window.shows("ridden out. That is strength.")

    def test_a_second_start_turns_the_page_of_the_first(self):
        self.window.shows("I feel an urge")
        self.assertEqual(self.window.again("--page", "promises"), 0)
        self.window.shows("Small promises")
        self.assertEqual(self.window.again("--page", "settings"), 2)

    def test_a_killed_daemon_is_said_and_forgotten_when_it_is_back(self):
        self.window.shows("I feel an urge")
        self.daemon.end(signal.SIGKILL)
        self.window.shows("Holdfast is not running")
        self.window.shows("sudo systemctl start holdfastd")
        self.window.press("Ground")
        self.window.shows("things you can see")
        self.window.press("Done")
        self.daemon.start()
        self.window.shows("I feel an urge")
        self.assertFalse(any("not running" in one for one in self.window.words()))


    def test_a_daemon_that_takes_its_time_is_said_so_until_it_answers(self):
        self.window.shows("I feel an urge")
        os.kill(self.daemon.process.pid, signal.SIGSTOP)
        self.addCleanup(self.daemon.go_on)
        self.window.press("I feel an urge")
        self.window.shows("Holdfast takes its time")
        self.daemon.go_on()
        self.window.shows("You can ride this one")
        wait_for("it is still called slow",
                 lambda: not any("takes its time" in one for one in self.window.words()))
        # What was asked meanwhile was not lost.
        self.assertEqual(self.daemon.call("GetStatus")["urges_today"], 1)


class FirstRunTest(WithWindow):
    def test_four_steps_lead_to_a_policy_that_holds(self):
        self.window.shows("Step 1 of 4")
        self.window.tab_to("Address of the profile")
        self.window.type(LINK)
        self.window.press("Go on")
        self.window.shows("Step 2 of 4")
        self.window.press("90 days")
        self.window.press("Go on")
        self.window.shows("Step 3 of 4")
        self.window.tab_to("Name of your friend")
        self.window.type("Amira")
        self.window.tab_to("Their number, to call")
        self.window.type("+1 555 765 4321")
        self.window.press("Go on, or skip")
        self.window.shows("Step 4 of 4")
        self.window.press("If I want to look, then I breathe ten times first")
        self.window.press("Look it over")
        self.window.shows("Nothing is changed yet")
        self.assertEqual(self.daemon.call("ListRules")["rules"], [])
        self.window.press("Hold fast")
        self.window.shows("day one")
        rules = self.daemon.call("ListRules")["rules"]
        self.assertEqual([rule["key"] for rule in rules], ["block instagram/her.name"])
        self.assertIn("ends", rules[0])
        self.assertIn("hosts", rules[0]["held_by"])
        self.assertEqual(self.daemon.call("GetSupport")["friends"],
                         [{"name": "Amira", "number": "+15557654321"}])
        self.assertIn("breathe ten times", self.daemon.policy())


if __name__ == "__main__":
    unittest.main()
