"""What a person sees: `rasp repl` on a terminal, with keys pressed, and the progress of a run."""
import os
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
import unittest

RASP = sys.argv.pop(1)
UP, TAB, CTRL_C, CTRL_D, CTRL_R = "\x1b[A", "\t", "\x03", "\x04", "\x12"


class Conversation:
    """A session on a terminal of its own."""

    def __init__(self, *arguments):
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.environ.update(TERM="xterm", LC_ALL="C.UTF-8", INPUTRC="/dev/null")
            os.execv(RASP, [RASP, "repl", *arguments])
        self.shown = ""

    def press(self, keys):
        os.write(self.terminal, keys.encode())

    def read(self, seconds):
        """What is shown, without what moves the cursor or sets colours; empty at the end."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return None
        try:
            text = os.read(self.terminal, 65536).decode(errors="replace")
        except OSError:
            return ""
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x01|\x02", "", text)

    def wait_for(self, text, seconds=20):
        """Waits until a text is shown, and gives all until then."""
        end = time.time() + seconds
        while text not in self.shown:
            if time.time() > end:
                raise AssertionError(f"{text!r} is not shown, but {self.shown[-400:]!r}")
            self.shown += self.read(0.2) or ""
        until, _, self.shown = self.shown.partition(text)
        return until

    def ends(self, seconds=20):
        """Waits for the process, and gives its status."""
        end = time.time() + seconds
        while time.time() < end:
            self.read(0.1)
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                self.process = None
                return os.waitstatus_to_exitcode(status)
        raise AssertionError("the session does not end")

    def close(self):
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        os.close(self.terminal)


class TerminalTest(unittest.TestCase):
    def start(self, *arguments, prompt=">>> "):
        conversation = Conversation(*arguments)
        self.addCleanup(conversation.close)
        conversation.wait_for(prompt)
        return conversation


class RaspyTests(TerminalTest):
    def test_an_entry_is_a_figure(self):
        session = self.start()
        session.press("(key(tokens) == query(tokens)).value(1)\r")
        session.wait_for("Final  1 1 2 2 1")
        session.wait_for(">>> ")
        session.press(CTRL_D)
        self.assertEqual(session.ends(), 0)

    def test_definitions_take_several_lines(self):
        session = self.start()
        session.press("def twice(x):\r")
        session.wait_for("... ")
        session.press("    return x + x\r")
        session.wait_for("... ")
        session.press("\r")
        session.wait_for(">>> ")
        session.press("twice(tokens)\r")
        session.wait_for("Final  hh ee ll ll oo")

    def test_history_and_editing(self):
        session = self.start()
        session.press("indices\r")
        session.wait_for("Final  0 1 2 3 4")
        session.wait_for(">>> ")
        session.press(UP + " * 2\r")
        session.wait_for("Final  0 2 4 6 8")

    def test_completion(self):
        session = self.start()
        session.press("indi" + TAB)
        session.wait_for("indices")
        session.press("\r")
        session.wait_for("Final  0 1 2 3 4")

    def test_completion_adds_no_blank(self):
        session = self.start()
        session.press("indi" + TAB + ".round()\r")
        session.wait_for("indices.round()")
        session.wait_for("Final  0 1 2 3 4")

    def test_interrupts(self):
        session = self.start("--max-steps", "100000000000")
        session.press("toke")
        session.wait_for("toke")
        session.press(CTRL_C)
        session.wait_for(">>> ")
        session.press("while True: pass\r")
        session.wait_for("... ")
        session.press("\r")
        time.sleep(0.5)
        session.press(CTRL_C)
        session.wait_for("the evaluation was stopped")
        session.wait_for(">>> ")
        session.press("tokens\r")
        session.wait_for("Final  h e l l o")

    def test_nothing_ends_the_session_from_within_a_search(self):
        # Keys of several bytes, known and unknown, and beginnings of keys.
        for keys in ["\x18\x1b[99~", "\x181", "1\x18", "1\x1b[15~", "\x1bq", "1\x1b", "\x1b[9",
                     "\x12\x18\x18", "\x13\x18q"]:
            with self.subTest(keys=keys):
                session = self.start()
                session.press("40+1\r")
                session.wait_for("41")
                session.wait_for(">>> ")
                session.press(CTRL_R)
                session.wait_for("(reverse-i-search)")
                session.press(keys)
                time.sleep(0.3)
                session.press(CTRL_C)
                session.wait_for(">>> ")
                time.sleep(0.3)
                session.press("6*7+700\r")
                session.wait_for("742")
                session.wait_for(">>> ")

    def test_a_search_finds(self):
        session = self.start()
        session.press("40+1\r")
        session.wait_for("41")
        session.wait_for(">>> ")
        session.press(CTRL_R + "40")
        session.wait_for("(reverse-i-search)")
        session.press("\r")
        session.wait_for("41")

    def test_errors_do_not_end_the_session(self):
        session = self.start()
        session.press("tokns\r")
        session.wait_for("did you mean 'tokens'")
        session.press("tokens\r")
        session.wait_for("Final  h e l l o")


class RaspTests(TerminalTest):
    def test_the_conversation(self):
        session = self.start("--dialect", "rasp", prompt=">> ")
        session.press("hist = selector_width(select(tokens, tokens, ==));\r")
        session.wait_for("s-op: hist")
        session.wait_for(">> ")
        session.press(UP + CTRL_C)
        session.wait_for(">> ")
        session.press('hist("hello");\r')
        session.wait_for("[1, 1, 2, 2, 1]")
        session.wait_for(">> ")
        session.press(CTRL_D)
        self.assertEqual(session.ends(), 0)


class ProgressTests(unittest.TestCase):
    def test_a_long_run_shows_how_far_it_is(self):
        terminal, errors = pty.openpty()
        self.addCleanup(os.close, terminal)
        with tempfile.TemporaryFile("w+") as results:
            run = subprocess.Popen(
                [RASP, "run", "histogram"], stdin=subprocess.PIPE, stdout=results, stderr=errors)
            os.close(errors)
            for _ in range(3):
                run.stdin.write(b"hello\n" * 1000)
                run.stdin.flush()
                time.sleep(1.1)
            run.stdin.close()
            self.assertEqual(run.wait(20), 0)
            results.seek(0)
            self.assertEqual(results.read(), "[1,1,2,2,1]\n" * 3000)
        shown = os.read(terminal, 65536).decode()
        self.assertRegex(shown, "^(\r[0-9]+ inputs\r\x1b\\[K)+$")
        self.assertIn("3000 inputs", shown)


if __name__ == "__main__":
    unittest.main()
