"""Streams of lines and what goes wrong with them: signals in their midst, outputs that are closed or
full, inputs that do not end or are no files, and memory that the system refuses.

RASP_SIGNALS says how many runs are broken off, RASP_SEED with which seed.
"""
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

RASP = sys.argv.pop(1)
SIGNALS = int(os.environ.get("RASP_SIGNALS", "20"))
SEED = int(os.environ.get("RASP_SEED", "20210613"))
ENDINGS = (signal.SIGTERM, signal.SIGINT)


def run(*arguments, **settings):
    """A run of `rasp`, with what it wrote."""
    return subprocess.run([RASP, *arguments], capture_output=True, text=True, timeout=60, **settings)


def flipped(number):
    """What `flip` makes of a line of the stream."""
    return ('["' + '","'.join(reversed(f"ab{number}")) + '"]').encode()


class SignalTests(unittest.TestCase):
    def start(self):
        return subprocess.Popen(
            [RASP, "run", "flip"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def feed(self, process, count):
        """Lines, as long as they are taken."""
        try:
            with process.stdin as lines:
                for number in range(count):
                    lines.write(f"ab{number}\n".encode())
        except BrokenPipeError:
            pass

    def broken_off(self, number, seconds):
        """The lines that a run writes until it gets a signal, some time after the first one."""
        process = self.start()
        feeding = threading.Thread(target=self.feed, args=(process, 10_000_000))
        feeding.start()
        with process.stdout:
            output = process.stdout.readline()
            timer = threading.Timer(seconds, process.send_signal, [number])
            timer.start()
            output += process.stdout.read()
        self.assertEqual(process.wait(10), -number)
        feeding.join()
        return output

    def test_lines_are_whole(self):
        """A pipe takes 64 KB at a time: where it is full, a signal finds a line half written."""
        choice = random.Random(SEED)
        count = 0
        for _ in range(SIGNALS):
            output = self.broken_off(choice.choice(ENDINGS), choice.uniform(0, 0.2))
            *lines, rest = output.split(b"\n")
            self.assertEqual(rest, b"")
            for number, line in enumerate(lines):
                self.assertEqual(line, flipped(number))
            count += len(lines)
        self.assertGreater(count, SIGNALS)
        print(f"{count} lines, all whole\nfuzzed: {SIGNALS} streams broken off", file=sys.stderr)

    def test_lines_are_answered_at_once(self):
        with self.start() as process:
            for number in range(3):
                process.stdin.write(f"ab{number}\n".encode())
                process.stdin.flush()
                self.assertEqual(process.stdout.readline(), flipped(number) + b"\n")
            process.terminate()
            self.assertEqual(process.stdout.read(), b"")
        self.assertEqual(process.returncode, -signal.SIGTERM)

    def test_the_second_signal_ends_what_nobody_reads(self):
        with self.start() as process:
            threading.Thread(target=self.feed, args=(process, 20_000)).start()
            process.stdout.readline()
            time.sleep(0.3)  # until it waits for somebody to read
            process.terminate()
            time.sleep(0.3)
            self.assertIsNone(process.poll())
            process.terminate()
            self.assertEqual(process.wait(10), -signal.SIGTERM)

    def test_what_the_shell_ignores_stays_ignored(self):
        ignore = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)}
        with subprocess.Popen([RASP, "run", "flip"], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, **ignore) as process:
            for number in range(2):
                process.stdin.write(f"ab{number}\n".encode())
                process.stdin.flush()
                self.assertEqual(process.stdout.readline(), flipped(number) + b"\n")
                process.send_signal(signal.SIGINT)
            process.stdin.close()
        self.assertEqual(process.returncode, 0)


class EndTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="rasp-streams-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def assert_error(self, result, words):
        self.assertEqual((result.returncode, result.stdout), (1, ""), result.stderr)
        self.assertEqual(result.stderr.count("\n"), 1, result.stderr)
        self.assertIn(words, result.stderr)

    def test_outputs_that_take_nothing(self):
        for command in (["run", "flip", "ab"], ["gallery"], ["draw", "flip"]):
            with open("/dev/full", "w", encoding="utf-8") as full:
                result = subprocess.run([RASP, *command], stdout=full, stderr=subprocess.PIPE,
                                        text=True, check=False)
                self.assertEqual(result.returncode, 1)
                self.assertIn("no space is left", result.stderr)
            result = subprocess.run(["sh", "-c", '"$@" >&-', "sh", RASP, *command],
                                    stderr=subprocess.PIPE, text=True, check=False)
            self.assertEqual(result.returncode, 1)
            self.assertIn("it is closed", result.stderr)

    def test_a_reader_that_goes_ends_an_endless_input(self):
        pipeline = 'yes ab | "$1" run flip | head -n 2'
        result = subprocess.run(["sh", "-c", pipeline, "sh", RASP], capture_output=True,
                                text=True, timeout=20, check=False)
        self.assertEqual((result.stdout, result.stderr), ('["b","a"]\n' * 2, ""))

    def test_a_line_that_does_not_end_takes_no_memory(self):
        limit = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))}
        with open("/dev/zero", "rb") as zeros, subprocess.Popen(
                [RASP, "run", "--max-tokens", "100", "flip"], stdin=zeros,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, **limit) as process:
            time.sleep(2)
            self.assertIsNone(process.poll())
            process.terminate()
            self.assertEqual(process.communicate(), (b"", b""))

    def test_what_is_no_file(self):
        loop, pipe = self.folder / "loop.py", self.folder / "pipe.py"
        loop.symlink_to("loop.py")
        os.mkfifo(pipe)
        (self.folder / "folder.py").mkdir()
        (self.folder / "file").write_text("")
        self.assert_error(run("run", str(loop), "ab"), "its links lead in a circle")
        self.assert_error(run("run", str(self.folder / "folder.py"), "ab"), "it is a folder")
        writer = threading.Thread(target=pipe.write_text, args=("tokens\n",))
        writer.start()
        self.assertEqual(run("run", str(pipe), "ab").stdout, '["a","b"]\n')
        writer.join()
        for place in (self.folder / "file", "/dev/null", loop):
            self.assert_error(run("predict", str(place), "ab"), "error: cannot read")
            result = run("compile", "flip", "--vocabulary", "ab", "--max-length", "3",
                         "-o", str(place))
            self.assert_error(result, "error: cannot write")
        with open("/dev/null", "rb") as nothing:
            result = run("run", "flip", stdin=nothing)
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))
        folder = os.open(self.folder, os.O_RDONLY)
        self.addCleanup(os.close, folder)
        self.assert_error(run("run", "flip", stdin=folder), "it is a folder")

    def test_memory_that_is_refused(self):
        """An error, not a signal: 8 million tokens, and the system has said no."""
        line = "ab" * 4_000_000
        small = {"preexec_fn": lambda: resource.setrlimit(
            resource.RLIMIT_AS, (300 << 20, 300 << 20))}
        result = run("run", "sort", input=line + "\n", **small)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertTrue(result.stderr.endswith("error: there is too little memory\n"))


if __name__ == "__main__":
    unittest.main()
