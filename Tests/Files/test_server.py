"""The server of `rasp playground`: what is no request, what is too long, and who is too slow.

RASP_REQUESTS says how many malformed requests, RASP_SEED with which seed.
"""
import os
import random
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

RASP = sys.argv.pop(1)
REQUESTS = int(os.environ.get("RASP_REQUESTS", "3000"))
SEED = int(os.environ.get("RASP_SEED", "20210613"))
PAGE = "<p>page\n"
MODULE = "module" * 200_000
LARGEST = 2**63 - 1
LAST = b"Connection: close\r\n"


def descriptors(count):
    """For a process that is to have few file descriptors."""
    return lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (count, count))


class ServerTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="rasp-server-"))
        self.addCleanup(shutil.rmtree, self.folder)
        (self.folder / "index.html").write_text(PAGE)
        (self.folder / "module.js").write_text(MODULE)
        self.serve()

    def serve(self, **settings):
        self.process = subprocess.Popen(
            [RASP, "playground", "--site", self.folder, "--serve", "0"], stdout=subprocess.PIPE,
            text=True, **settings)
        self.addCleanup(self.stop, self.process)
        line = self.process.stdout.readline()
        self.port = int(re.search(r"http://127\.0\.0\.1:(\d+)/", line)[1])

    def stop(self, process):
        """Ctrl-C ends it in peace."""
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(10), 0)
        process.stdout.close()

    def connect(self, patience=20):
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=patience)
        self.addCleanup(connection.close)
        return connection

    def ask(self, data, ends=False):
        """All that comes back until the server closes the connection."""
        with self.connect() as connection:
            answer = b""
            try:
                connection.sendall(data)
                if ends:
                    connection.shutdown(socket.SHUT_WR)
                while part := connection.recv(1 << 16):
                    answer += part
            except (ConnectionResetError, BrokenPipeError):
                pass  # it has closed while there was more to send
            return answer

    def request(self, line, headers=b"", ends=b"\r\n"):
        """The status, the headers and the body of the answer to a request that is the last one."""
        answer = self.ask(line + b" HTTP/1.1\r\nHost: localhost\r\n" + headers + LAST + ends)
        head, _, body = answer.partition(b"\r\n\r\n")
        status, *lines = head.decode().split("\r\n")
        return int(status.split()[1]), dict(line.split(": ", 1) for line in lines), body.decode()

    def assert_serves(self):
        self.assertEqual(self.request(b"GET /")[2], PAGE)

    def test_pages_have_their_length_their_type_and_no_more_than_that(self):
        status, headers, body = self.request(b"GET /?example=add")
        self.assertEqual((status, body), (200, PAGE))
        self.assertEqual(headers["Content-Length"], str(len(PAGE)))
        self.assertEqual(headers["Content-Type"], "text/html; charset=utf-8")
        self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
        self.assertEqual(headers["Referrer-Policy"], "no-referrer")

    def test_head_has_no_body(self):
        status, headers, body = self.request(b"HEAD /module.js")
        self.assertEqual((status, headers["Content-Length"], body), (200, str(len(MODULE)), ""))

    def test_several_requests_share_a_connection(self):
        request = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
        answer = self.ask((request + b"\r\n") * 3 + request + LAST + b"\r\n")
        self.assertEqual(answer.count(PAGE.encode()), 4)

    def test_a_part_of_a_file(self):
        size = len(MODULE)
        for asked, first, last in [("0-9", 0, 9), ("-5", size - 5, size - 1), (f"{size - 1}-", size - 1, size - 1),
                                   (f"0-{size * 9}", 0, size - 1), (f"3-{LARGEST}", 3, size - 1),
                                   (f"-{LARGEST}", 0, size - 1)]:
            status, headers, body = self.request(b"GET /module.js", f"Range: bytes={asked}\r\n".encode())
            self.assertEqual((status, body), (206, MODULE[first:last + 1]), asked)
            self.assertEqual(headers["Content-Range"], f"bytes {first}-{last}/{size}")
        for asked in [f"{size}-", "-0", f"{LARGEST}-", f"{LARGEST}-{LARGEST}"]:
            status, headers, _ = self.request(b"GET /module.js", f"Range: bytes={asked}\r\n".encode())
            self.assertEqual((status, headers["Content-Range"]), (416, f"bytes */{size}"))
        for asked in ["bytes=5-2", "bytes=0-1,3-4", "bytes=a-b", "bytes=-", "lines=1-2", "bytes=" + "9" * 30 + "-", ""]:
            status, _, body = self.request(b"GET /module.js", f"Range: {asked}\r\n".encode())
            self.assertEqual((status, len(body)), (200, size), asked)

    def test_nothing_else_of_the_disk_is_served(self):
        for path in [b"/../../etc/passwd", b"/%2e%2e/%2e%2e/etc/passwd", b"//etc/passwd", b"/module.js/", b"/.",
                     b"http://localhost/", b"/index.html%00"]:
            self.assertEqual(self.request(b"GET " + path)[0], 404, path)
        status, headers, _ = self.request(b"DELETE /")
        self.assertEqual((status, headers["Allow"]), (405, "GET, HEAD"))

    def test_what_a_client_means_to_send_is_not_waited_for(self):
        for headers in [b"Content-Length: 99999\r\n", b"Content-Length: 5\r\nExpect: 100-continue\r\n",
                        b"Transfer-Encoding: chunked\r\n"]:
            start = time.monotonic()
            self.assertEqual(self.request(b"POST /", headers)[0], 405)
            self.assertEqual(self.request(b"GET /", headers)[0], 200)
            self.assertLess(time.monotonic() - start, 5, headers)

    def test_long_requests_take_no_time(self):
        start = time.monotonic()
        for size, status in [(8_000, 404), (70_000, 414), (400_000, 400)]:
            answer = self.ask(b"GET /" + b"a" * size + b" HTTP/1.1\r\nHost: localhost\r\n" + LAST + b"\r\n")
            if answer or status != 400:  # what is reset may lose its answer
                self.assertEqual(answer.split()[1], str(status).encode(), size)
        self.ask(b"GET / HTTP/1.1\r\nA: " + b"a" * 20_000_000)
        self.ask(b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 1_000_000)
        self.assertLess(time.monotonic() - start, 10)
        self.assert_serves()

    def test_what_is_no_request_is_told_so(self):
        for text in [b"\x00\x01\r\n\r\n", b"hello\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET\r\n\r\n",
                     b"GET / HTTP/1.1\r\nContent-Length: -5\r\n\r\n", b"GET / HTTP/1.1\r\nno colon\r\n\r\n"]:
            self.assertEqual(self.ask(text, ends=True)[:12], b"HTTP/1.1 400", text)

    def test_malformed_requests(self):
        random.seed(SEED)
        requests = [
            b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            b"HEAD /module.js HTTP/1.1\r\nHost: x\r\nRange: bytes=0-5\r\nConnection: close\r\n\r\n",
            b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nHost: x\r\n\r\n5\r\nhello\r\n0\r\n\r\n"]
        for number in range(REQUESTS):
            data = bytearray(random.choice(requests))
            for _ in range(random.randint(1, 6)):
                place = random.randrange(len(data) + 1)
                part = random.choice([
                    b"", random.randbytes(random.randint(1, 12)), b"\r\n", b"\0", b"Content-Length: 9\r\n", b": "])
                data[place:place + random.choice([0, 0, 1, 5])] = part
            answer = self.ask(data, ends=True)
            self.assertRegex(answer[:13], rb"^(HTTP/1\.[01] [2-5]\d\d|)", (number, data))
        self.assertIsNone(self.process.poll())
        self.assert_serves()
        print(f"fuzzed: {REQUESTS} malformed requests to the server", file=sys.stderr)

    def test_slow_clients_give_way(self):
        """Also where they take all file descriptors that the server may have."""
        self.serve(preexec_fn=descriptors(100))
        start, slow = time.monotonic(), [self.connect() for _ in range(150)]
        for connection in slow:
            connection.sendall(b"GET / HTTP/1.1\r\nX")
        self.assert_serves()
        for connection in slow:
            self.assertEqual(connection.recv(1), b"")
        self.assertGreater(time.monotonic() - start, 5)
        self.assert_serves()


if __name__ == "__main__":
    unittest.main()
