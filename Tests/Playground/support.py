"""What the browser tests share: Chromium, the served page, and waiting for it."""
import atexit
import json
import os
import re
import subprocess
import time
import unittest
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
SITE = ROOT / ".build-playground" / "site"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


def rasp_path():
    """The newest build of the command-line tool."""
    builds = [ROOT / ".build" / kind / "rasp" for kind in ("release", "debug")]
    builds = [build for build in builds if build.exists()]
    if not builds:
        raise RuntimeError("rasp is not built: run swift build")
    return str(max(builds, key=lambda build: build.stat().st_mtime))


def rasp(*arguments):
    """What the tool prints."""
    result = subprocess.run([rasp_path(), *arguments], capture_output=True, text=True, check=True)
    return result.stdout.strip()


class Browser:
    """One Chromium and one server for all tests; made when first asked for."""

    _browser = None
    _server = None
    _playwright = None
    address = None

    @classmethod
    def get(cls):
        if cls._browser is None:
            atexit.register(cls.close)
            cls._playwright = sync_playwright().start()
            # As root, which tests in a container are, Chromium has no sandbox of its own.
            cls._browser = cls._playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox"])
        return cls._browser

    @classmethod
    def serve(cls):
        if cls._server is None:
            cls._server = subprocess.Popen(
                [rasp_path(), "playground", "--site", str(SITE), "--serve", "0"],
                stdout=subprocess.PIPE, text=True)
            line = cls._server.stdout.readline()
            cls.address = re.search(r"http://[0-9.:]+/", line).group()
        return cls.address

    @classmethod
    def close(cls):
        if cls._browser:
            cls._browser.close()
            cls._playwright.stop()
        if cls._server:
            cls._server.terminate()
            cls._server.wait()
            cls._server.stdout.close()


class PageTest(unittest.TestCase):
    """A test of the page. Afterwards, nothing may have been logged as an error, and nothing may
    have been asked for but the page's own files."""

    viewport = {"width": 1280, "height": 800}
    has_touch = False
    own_files = {"index.html", "", "style.css", "page.js", "module.js", "texts.js", "weights.js", "icon.svg"}

    @property
    def address(self):
        return Browser.serve()

    def setUp(self):
        self.context = Browser.get().new_context(
            viewport=self.viewport, has_touch=self.has_touch, accept_downloads=True)
        self.faults = []
        self.requests = []
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.page = self.open(self.address)

    def tearDown(self):
        self.context.close()
        self.assertEqual(self.faults, [])
        base = self.address.split("#")[0].removesuffix("index.html")
        foreign = [
            url for url in self.requests
            if not url.startswith(("blob:", "data:"))
            and not (url.startswith(base) and re.split("[?#]", url[len(base):])[0] in self.own_files)]
        self.assertEqual(foreign, [])

    def open(self, address, ready=True):
        page = self.context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda m: self.faults.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: (self.faults.append(dialog.message), dialog.dismiss()))
        page.goto(address)
        if ready:
            page.wait_for_selector("body[data-ran]")
        return page

    # Waiting

    def runs(self, page=None):
        return int((page or self.page).get_attribute("body", "data-ran"))

    def after(self, action, page=None, timeout=8):
        """Does something and waits until a program ran because of it."""
        page = page or self.page
        before = self.runs(page)
        action()
        end = time.time() + timeout
        while self.runs(page) == before or page.get_attribute(".panel", "aria-busy") == "true":
            self.assertLess(time.time(), end, "nothing ran")
            page.wait_for_timeout(10)

    def write(self, source, text=None):
        """Puts a program, and an input, into the page."""
        if text is not None:
            self.after(lambda: self.page.fill("#input", text))
        self.after(lambda: self.page.fill("#source", source))

    def until(self, check, what, timeout=6):
        """Waits until something is so."""
        end = time.time() + timeout
        while not check():
            self.assertLess(time.time(), end, what)
            self.page.wait_for_timeout(20)

    # Reading

    def tokens(self, kind="result", page=None):
        return (page or self.page).locator(f".tokens .{kind}").all_inner_texts()

    def sentence(self):
        return self.page.inner_text("#sentence")

    def errors(self, page=None):
        return (page or self.page).locator("#messages .error").all_inner_texts()


def figure_text(value):
    """A value as figures show it."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) or isinstance(value, int):
        return json.dumps(value)
    return value
