"""Files are written whole or not at all: `rasp` is killed at each of its steps and at random, runs
beside itself, runs out of space, and reads models that something has damaged.

RASP_KILLS and RASP_MODELS say how often, RASP_SEED with which seed. What was tried is said in lines
`fuzzed: COUNT WHAT`, which `Scripts/fuzz` adds up.
"""
import json
import os
import random
import resource
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

RASP, SHIM = sys.argv.pop(1), sys.argv.pop(1)
KILLS = int(os.environ.get("RASP_KILLS", "30"))
MODELS = int(os.environ.get("RASP_MODELS", "150"))
SEED = int(os.environ.get("RASP_SEED", "20210613"))
OLD = ["compile", "flip", "--vocabulary", "ab", "--max-length", "3"]
NEW = ["compile", "histogram", "--vocabulary", "abc", "--max-length", "4", "--format",
       "onnx,huggingface"]


def run(arguments, **settings):
    """A run of `rasp`, with what it wrote."""
    environment = {**os.environ, **settings.pop("environment", {})}
    return subprocess.run(
        [RASP, *arguments], capture_output=True, text=True, env=environment, **settings)


def contents(folder):
    """All files of a folder, by their paths; None if there is no folder."""
    if not folder.is_dir():
        return None
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*")) if path.is_file()}


class FilesTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="rasp-files-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.model = self.folder / "model"
        self.old = self.written(OLD)
        self.new = self.written(NEW)

    def written(self, command):
        """What a command writes where nothing was."""
        self.succeed(command)
        files = contents(self.model)
        shutil.rmtree(self.model)
        return files

    def succeed(self, command, **settings):
        result = run([*command, "-o", str(self.model)], **settings)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        return result

    def names(self):
        return sorted(os.listdir(self.folder))

    def prepare(self, state):
        """Makes the target what it is before a run; gives what it holds."""
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if state == "empty":
            self.model.mkdir()
        elif state == "old":
            self.succeed(OLD)
        return contents(self.model)


class KillTests(FilesTest):
    def steps(self, command, **settings):
        """The calls that a command makes to change folders."""
        with tempfile.NamedTemporaryFile("r") as log:
            self.succeed(command, environment={
                "LD_PRELOAD": SHIM, "INTERRUPT_LOG": log.name, **settings})
            return log.read().split()

    def check_and_go_on(self, before, where, may_miss=False):
        """The old files or the new ones are in place; the next run succeeds and clears up."""
        found = contents(self.model)
        if not (may_miss and found is None):
            self.assertIn(found, (before, self.new), where)
        self.succeed(NEW)
        self.assertEqual(contents(self.model), self.new, where)
        self.assertEqual(self.names(), ["model"], where)

    def kill_at_every_step(self, state, **settings):
        self.prepare(state)
        steps = self.steps(NEW, **settings)
        for at in range(1, len(steps) + 1):
            for moment in ("before", "after"):
                before = self.prepare(state)
                environment = {"LD_PRELOAD": SHIM, "INTERRUPT_AT": str(at), **settings}
                if moment == "after":
                    environment["INTERRUPT_AFTER"] = "1"
                result = run([*NEW, "-o", str(self.model)], environment=environment)
                where = f"{state}: killed {moment} call {at}, {steps[at - 1]}"
                self.assertEqual(result.returncode, -signal.SIGKILL, where)
                self.check_and_go_on(before, where, "INTERRUPT_NO_EXCHANGE" in settings)
        return steps

    def test_killed_at_every_step(self):
        for state in ("absent", "empty"):
            self.assertIn("renameat", self.kill_at_every_step(state))
        self.assertIn("renameat2", self.kill_at_every_step("old"))

    def test_killed_at_every_step_where_names_cannot_be_exchanged(self):
        steps = self.kill_at_every_step("old", INTERRUPT_NO_EXCHANGE="1")
        self.assertEqual(steps.count("renameat"), 2)

    def test_a_folder_that_was_moved_away_comes_back(self):
        self.prepare("old")
        at = self.steps(NEW, INTERRUPT_NO_EXCHANGE="1").index("renameat") + 1
        before = self.prepare("old")
        run([*NEW, "-o", str(self.model)], environment={
            "LD_PRELOAD": SHIM, "INTERRUPT_AT": str(at), "INTERRUPT_AFTER": "1",
            "INTERRUPT_NO_EXCHANGE": "1"})
        self.assertFalse(self.model.exists())
        figure = self.folder / "flip.svg"
        self.assertEqual(run(["draw", "flip", "-o", str(figure)]).returncode, 0)
        self.assertEqual(contents(self.model), before)
        self.assertEqual(self.names(), ["flip.svg", "model"])

    def test_a_file_that_is_being_replaced(self):
        figure = self.folder / "figure.svg"
        command = ["draw", "flip", "-o", str(figure)]
        self.assertEqual(run(command).returncode, 0)
        whole = figure.read_text()
        for at in range(1, 5):
            for after in ({}, {"INTERRUPT_AFTER": "1"}):
                figure.write_text("old")
                result = run(command, environment={
                    "LD_PRELOAD": SHIM, "INTERRUPT_AT": str(at), **after})
                self.assertEqual(result.returncode, -signal.SIGKILL)
                self.assertIn(figure.read_text(), ("old", whole))
                self.assertEqual(run(command).returncode, 0)
                self.assertEqual(figure.read_text(), whole)
                self.assertEqual(self.names(), ["figure.svg"])

    def test_killed_at_random(self):
        choice = random.Random(SEED)
        start = time.perf_counter()
        self.succeed(NEW)
        longest = 1.2 * (time.perf_counter() - start)
        killed = 0
        before = self.prepare("old")
        for number in range(KILLS):
            with subprocess.Popen(
                    [RASP, *choice.choice((OLD, NEW)), "-o", str(self.model)],
                    stdout=subprocess.DEVNULL) as process:
                time.sleep(choice.uniform(0, longest))
                process.kill()
            killed += process.returncode == -signal.SIGKILL
            self.assertIn(contents(self.model), (self.old, self.new, before), f"kill {number}")
        self.assertGreater(killed, KILLS // 4)
        self.succeed(NEW)
        self.assertEqual(self.names(), ["model"])
        print(f"killed at random: {killed} of {KILLS} runs\nfuzzed: {killed} runs killed",
              file=sys.stderr)


class WriterTests(FilesTest):
    def test_writers_of_one_folder_wait_for_each_other(self):
        for _ in range(3):
            writers = [
                subprocess.Popen([RASP, *command, "-o", str(self.model)], text=True,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                for command in (OLD, NEW) * 4]
            for writer in writers:
                errors = writer.communicate()[1]
                self.assertEqual((writer.returncode, errors), (0, ""))
            self.assertIn(contents(self.model), (self.old, self.new))
            self.assertEqual(self.names(), ["model"])

    def test_a_full_disk(self):
        disk = self.folder / "disk"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", str(disk)]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            self.skipTest("no disk can be mounted")
        self.addCleanup(subprocess.run, ["umount", str(disk)], check=True)
        self.model = disk / "model"
        self.succeed(OLD)
        before = contents(self.model)
        result = run([*NEW, "-o", str(self.model)])
        self.assertEqual(result.returncode, 1)
        self.assertEqual(
            result.stderr, f"error: cannot write {self.model}: no space is left there\n")
        self.assertEqual(contents(self.model), before)
        self.assertEqual(os.listdir(disk), ["model"])


class DamagedModelTests(FilesTest):
    """Models with numbers, elements and bytes changed: an error or a result, and no more memory
    than a model needs."""

    EXTREMES = (-1, 0, 1, 7, 4095, 10 ** 8, 2 ** 31 - 1, 2 ** 53, -2 ** 63, 0.5, 1e38, -1e300,
                "", "sum", None, True, [], [[]], {})

    def places(self, part):
        """The parts of a JSON text that can be replaced: (container, key)."""
        keys = part.keys() if isinstance(part, dict) else range(len(part))
        for key in keys:
            yield part, key
            if isinstance(part[key], (dict, list)):
                yield from self.places(part[key])

    def damage_json(self, choice, text):
        root = json.loads(text)
        for _ in range(choice.randint(1, 2)):
            part, key = choice.choice(list(self.places(root)))
            action = choice.random()
            if action < 0.15:
                del part[key]
            elif action < 0.3 and isinstance(part, list):
                part.append(part[key])
            else:
                part[key] = choice.choice(self.EXTREMES)
        return json.dumps(root).encode()

    def damage_bytes(self, choice, data):
        data = bytearray(data)
        for _ in range(choice.randint(1, 3)):
            place = choice.randrange(len(data))
            data[place] = choice.choice((0, 255, 127, 48, 57, data[place] ^ 1 << 7))
        return bytes(data)

    def damage_weights(self, choice, data):
        """A weight that is large, or none: the header stays as it is."""
        header = int.from_bytes(data[:8], "little") + 8
        place = header + 4 * choice.randrange((len(data) - header) // 4)
        finite = (1e38, 3e38, -3e38, 1e20, 1e-40, 0.0, 100.0, -1.0)
        value = struct.pack("<f", choice.choice((*finite, *finite, float("inf"), float("nan"))))
        return data[:place] + value + data[place + 4:]

    def damage(self, choice, files):
        kind = choice.random()
        json_text, weights = files["model.json"], files["weights.safetensors"]
        if kind < 0.4:
            json_text = self.damage_json(choice, json_text)
        elif kind < 0.5:
            json_text = self.damage_bytes(choice, json_text)
        elif kind < 0.6:
            weights = self.damage_bytes(choice, weights)
        else:
            for _ in range(choice.randint(1, 3)):
                weights = self.damage_weights(choice, weights)
        (self.model / "model.json").write_bytes(json_text)
        (self.model / "weights.safetensors").write_bytes(weights)

    COMMANDS = (
        ("predict", "MODEL", "ab", "", "ba"),
        ("draw", "--weights", "MODEL", "aba"),
        ("verify", "flip", "--weights", "MODEL", "--samples", "20"))

    def limit_memory(self):
        """Of the runs, and of this process, which is far below: it starts them faster that way."""
        before = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, before[1]))
        self.addCleanup(resource.setrlimit, resource.RLIMIT_AS, before)

    def test_damaged_models(self):
        """Each by one of the commands that read models, in turn."""
        choice = random.Random(SEED)
        counts = {0: 0, 1: 0}
        self.limit_memory()
        self.model.mkdir()
        for number in range(MODELS):
            self.damage(choice, choice.choice((self.old, self.new)))
            command = self.COMMANDS[number % len(self.COMMANDS)]
            result = run([str(self.model) if word == "MODEL" else word for word in command],
                         timeout=60, errors="replace")
            where = f"model {number}, {command[0]}: {result.stderr[:300]}"
            self.assertIn(result.returncode, counts, where)
            counts[result.returncode] += 1
            lines = result.stderr.splitlines()
            self.assertTrue(all(line.startswith("error: ") for line in lines), where)
        print(f"{counts[0]} results, {counts[1]} errors\nfuzzed: {MODELS} damaged model folders",
              file=sys.stderr)
        self.assertTrue(all(counts.values()), counts)


if __name__ == "__main__":
    unittest.main()
