"""The services under their real names: a name server, and a site over https and http that answers for
all of them with an authority of the test's own. It remembers every request."""
import http.server
import os
import socket
import ssl
import struct
import threading
import time

import pages
from world import NETWORK, run

#: Each with all its subdomains.
DOMAINS = ("instagram.com", "ig.me", "instagr.am", "x.com", "twitter.com", "linkedin.com",
           "facebook.com", "tiktok.com", "tumblr.com", "reddit.com", "imginn.com", "news.example",
           "shop.example")


def domain_of(host):
    return next((one for one in DOMAINS if host == one or host.endswith("." + one)), None)


def address_of(domain):
    return NETWORK + str(10 + DOMAINS.index(domain))


class Services:
    """All of it, from its making to `close`."""

    def __init__(self, world):
        self.requests, self.lock, self.servers = [], threading.Lock(), []
        self.folder = world.path("authority")
        self.authority = self.folder + "/ca.pem"
        self.certificate()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder + "/site.pem", self.folder + "/site.key")
        context.set_alpn_protocols(["http/1.1"])
        for domain in DOMAINS:
            address = address_of(domain)
            run("ip", "addr", "add", address + "/32", "dev", "world")
            self.serve(Server((address, 80), self, None))
            self.serve(Server((address, 443), self, context))
        self.names = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.names.bind(("127.0.0.1", 53))
        threading.Thread(target=self.answer_names, daemon=True).start()

    def serve(self, server):
        self.servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.2},
                         daemon=True).start()

    def certificate(self):
        """An authority made for this run, and one certificate for every name."""
        os.makedirs(self.folder)
        new = ("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
               "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30")
        run(*new, "-subj", "/CN=Authority of a test", "-keyout", self.folder + "/ca.key",
            "-out", self.authority, "-addext", "keyUsage=critical,keyCertSign,cRLSign")
        names = ",".join(f"DNS:{one},DNS:*.{one}" for one in DOMAINS)
        run(*new, "-subj", "/CN=A site of a test", "-keyout", self.folder + "/site.key",
            "-out", self.folder + "/site.pem", "-CA", self.authority,
            "-CAkey", self.folder + "/ca.key", "-addext", "subjectAltName=" + names,
            "-addext", "basicConstraints=critical,CA:FALSE",
            "-addext", "extendedKeyUsage=serverAuth")
        os.chmod(self.authority, 0o644)

    def answer_names(self):
        """Addresses for the services, "no such name" for the rest of the world."""
        while True:
            try:
                query, peer = self.names.recvfrom(4096)
            except OSError:
                return
            labels, at = [], 12
            while at < len(query) and query[at]:
                labels.append(query[at + 1:at + 1 + query[at]].decode("ascii", "replace"))
                at += 1 + query[at]
            question = query[12:at + 5]
            domain = domain_of(".".join(labels).lower())
            wants_address = question[-4:-2] == b"\0\1"
            records = b""
            if domain and wants_address:
                records = (b"\xc0\x0c\0\1\0\1" + struct.pack(">IH", 1, 4) +
                           socket.inet_aton(address_of(domain)))
            head = query[:2] + struct.pack(">HHHHH", 0x8180 if domain else 0x8183, 1,
                                           1 if records else 0, 0, 0)
            self.names.sendto(head + question + records, peer)

    def note(self, request):
        with self.lock:
            self.requests.append(request)

    def seen(self, host="", path=""):
        """What reached the services since `forget`, as they understood it."""
        with self.lock:
            return [one for one in self.requests
                    if one["host"].endswith(host) and one["path"].startswith(path)]

    def forget(self):
        with self.lock:
            self.requests.clear()

    def close(self):
        for server in self.servers:
            server.shutdown()
            server.server_close()
        self.names.close()


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address, services, context):
        self.services, self.context = services, context
        super().__init__(address, Handler)

    def finish_request(self, request, client_address):
        # Here, in a thread of its own: a slow handshake is not to keep the others out.
        if self.context:
            request.settimeout(20)
            with self.context.wrap_socket(request, server_side=True) as secured:
                super().finish_request(secured, client_address)
        else:
            super().finish_request(request, client_address)

    def handle_error(self, request, client_address):
        pass  # a browser that goes away, or does not trust us


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        host = self.headers.get("Host", "").partition(":")[0].lower().rstrip(".")
        scheme = "https" if self.server.context else "http"
        path = self.requestline.split()[1]  # `self.path` has its slashes tidied
        self.server.services.note({"time": time.time(), "scheme": scheme, "host": host,
                                   "path": path, "method": self.command,
                                   "headers": dict(self.headers)})
        status, kind, body, more = pages.answer(domain_of(host) or host, host, path)
        body = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in more.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.do_GET()

    def log_message(self, *words):
        pass
