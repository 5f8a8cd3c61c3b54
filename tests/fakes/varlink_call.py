"""How tests written in Python ask a holdfastd, and wait for what it does."""
import json
import socket
import time

PATIENCE = 20


def wait_for(what, holds, patience=PATIENCE):
    """The first true value of `holds`; an assertion with `what` when none comes."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        value = holds()
        if value:
            return value
        time.sleep(0.04)
    raise AssertionError(what() if callable(what) else what)


class VarlinkCaller:
    """Calls of io.holdfast.Control; `socket` is the path of the daemon's."""
    socket = ""

    def answers(self):
        try:
            return "state" in self.call("GetStatus")
        except OSError:
            return False

    def call(self, method, **parameters):
        with socket.socket(socket.AF_UNIX) as peer:
            peer.settimeout(PATIENCE)
            peer.connect(self.socket)
            call = {"method": "io.holdfast.Control." + method, "parameters": parameters}
            peer.sendall(json.dumps(call).encode() + b"\0")
            reply = b""
            while not reply.endswith(b"\0"):
                more = peer.recv(65536)
                if not more:
                    raise ConnectionError("the daemon closed the connection")
                reply += more
        answer = json.loads(reply[:-1])
        if "error" in answer:
            raise AssertionError(f"{method}: {answer}")
        return answer["parameters"]
