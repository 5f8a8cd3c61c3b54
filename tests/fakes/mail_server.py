#!/usr/bin/python3
"""A real mail server on an address of this machine, with the faults that real ones have. Prints its
port, then serves until it is killed. In its folder: `events`, a line for everything that happened,
and each letter that it got whole as `letter-N.eml`, with its envelope in `letter-N.envelope`.
"""
import argparse
import asyncio
import socket
import ssl
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult

# Fault -> the command it comes at, and the answer.
ANSWERS = {
    "no-sender": ("MAIL", "550 5.7.1 that is not your address"),
    "greylist": ("RCPT", "450 4.2.0 <{to}>: greylisted, come again"),
    "refuse-recipient": ("RCPT", "550 5.1.1 <{to}>: nobody here"),
    "login-first": ("MAIL", "530 5.7.0 log in first"),
    "full": ("DATA", "452 4.3.1 no room for the letter to {to}"),
    "refuse-letter": ("DATA", "554 5.7.1 looks like spam to {to}"),
}
GREETINGS = {"closed": b"421 4.3.2 shutting down\r\n", "unwelcome": b"554 go away\r\n",
             "silent": b"", "gibberish": b"HTTP/1.1 400 Bad Request\r\n\r\n"}


class Folder:
    def __init__(self, path):
        self.path = Path(path)
        self.letters = 0

    def note(self, event):
        with open(self.path / "events", "a") as file:
            file.write(event + "\n")

    def keep(self, envelope):
        self.letters += 1
        name = self.path / f"letter-{self.letters}"
        name.with_suffix(".envelope").write_text(f"{envelope.mail_from}\n" + "\n".join(envelope.rcpt_tos))
        name.with_suffix(".eml").write_bytes(envelope.content)
        self.note("letter")


async def forever():
    await asyncio.Event().wait()


class Handler:
    def __init__(self, folder, fault):
        self.folder, self.fault = folder, fault

    async def come_to(self, command, envelope):
        self.folder.note(command.lower())
        if self.fault == f"hold-at-{command.lower()}":
            await forever()
        at, answer = ANSWERS.get(self.fault, ("", ""))
        return answer.format(to=(envelope.rcpt_tos or [self.to])[0]) if at == command else None

    to = ""

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        self.folder.note(f"ehlo {hostname}")
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        if answer := await self.come_to("MAIL", envelope):
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.to = address
        if answer := await self.come_to("RCPT", envelope):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.fault == "later-only-once":
            self.fault = "none"
            self.folder.note("data")
            return "451 4.3.0 come again"
        if answer := await self.come_to("DATA", envelope):
            return answer
        self.folder.keep(envelope)
        if self.fault == "drop-after-dot":
            server.transport.abort()
            await forever()
        if self.fault == "hold-after-dot":
            await forever()
        if self.fault == "slow-after-dot":
            await asyncio.sleep(2)
        if self.fault == "drop-after-answer":
            await server.push("250 OK")
            server.transport.close()
            await forever()
        return "250 OK"


class Server(SMTP):
    def __init__(self, handler, **settings):
        self.fault = handler.fault
        super().__init__(handler, **settings)

    def connection_made(self, transport):
        self.event_handler.folder.note("connect")
        super().connection_made(transport)

    async def smtp_DATA(self, arg):
        if self.fault not in ("drop-mid-data", "hold-mid-data"):
            return await super().smtp_DATA(arg)
        self.event_handler.folder.note("data")
        await self.push("354 go on")
        await self._reader.readexactly(1000)
        self.event_handler.folder.note("middle")
        if self.fault == "hold-mid-data":
            await forever()
        self.transport.abort()


def authenticator(folder, expected):
    def check(server, session, envelope, mechanism, data):
        given = b":".join(part or b"" for part in (data.login, data.password))
        is_right = given == expected.encode()
        folder.note("login" if is_right else "wrong login")
        return AuthResult(success=is_right, handled=False)
    return check


async def greet(folder, greeting, reader, writer):
    folder.note("connect")
    writer.write(greeting)
    await writer.drain()
    if greeting:
        await reader.read(1)
    await forever()


async def main():
    options = argparse.ArgumentParser()
    options.add_argument("folder")
    options.add_argument("--address", default="127.0.0.1")
    options.add_argument("--fault", default="none")
    options.add_argument("--tls", default="none", choices=["none", "implicit", "starttls"])
    options.add_argument("--login", default="", help="USER:PASSWORD that it insists on")
    options.add_argument("--certificate")
    options.add_argument("--key")
    asked = options.parse_args()

    folder = Folder(asked.folder)
    context = None
    if asked.tls != "none":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(asked.certificate, asked.key)
    handler = Handler(folder, asked.fault)

    def session():
        settings = {"hostname": "mail.test", "auth_require_tls": asked.tls == "starttls"}
        if asked.login:
            settings |= {"auth_required": True, "authenticator": authenticator(folder, asked.login)}
        if asked.tls == "starttls":
            settings |= {"tls_context": context, "require_starttls": True}
        return Server(handler, **settings)

    family = socket.AF_INET6 if ":" in asked.address else socket.AF_INET
    listening = socket.create_server((asked.address, 0), family=family)
    if asked.fault in GREETINGS:
        greeting = GREETINGS[asked.fault]
        await asyncio.start_server(lambda r, w: greet(folder, greeting, r, w), sock=listening)
    else:
        await asyncio.get_running_loop().create_server(
            session, sock=listening, ssl=context if asked.tls == "implicit" else None)
    print(listening.getsockname()[1], flush=True)
    await forever()


asyncio.run(main())
