"""Small servers on loopback that speak as generators do, and some that speak as no generator should."""

import base64
import io
import json
import socket
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from PIL import Image
from PIL.PngImagePlugin import PngInfo


def picture(seed, *, graph=None, parameters=""):
    """Return the bytes of a PNG that differs with the seed and says what it was made with."""
    info = PngInfo()
    if graph is not None:
        info.add_text("prompt", json.dumps(graph))
    if parameters:
        info.add_text("parameters", parameters)
    stream = io.BytesIO()
    Image.new("RGB", (32, 18), (seed % 256, seed // 256 % 256, 90)).save(stream, "PNG", pnginfo=info)
    return stream.getvalue()


class Comfy:
    """What ComfyUI 0.3.64 answered when it was asked; jobs are done as soon as `working` is off."""

    def __init__(self):
        self.working = False
        self.jobs, self.files, self.uploads, self.asked = {}, {}, {}, []
        self.fails = set()

    def forget(self):
        """Lose queue and history, as a restart does."""
        self.jobs.clear()

    def answer(self, method, path, query, body, headers):
        self.asked.append((method, path))
        if path == "/system_stats":
            return 200, {"system": {"os": "posix", "comfyui_version": "0.3.64"}, "devices": []}
        if path == "/object_info/KSampler":
            return 200, {"KSampler": {"input": {"required": {"seed": ["INT", {"default": 0}]}}}}
        if path == "/queue" and method == "GET":
            waiting = [[number, id_, graph, {}, []] for number, (id_, graph) in enumerate(self.jobs.items())]
            waiting = waiting if self.working else []
            return 200, {"queue_running": waiting[:1], "queue_pending": waiting[1:]}
        if path == "/queue":
            for id_ in json.loads(body)["delete"]:
                self.jobs.pop(id_, None)
            return 200, b""
        if path == "/interrupt":
            self.jobs.pop(json.loads(body)["prompt_id"], None)
            return 200, b""
        if path == "/prompt":
            return self._prompt(json.loads(body))
        if path == "/upload/image":
            name = body.split(b'filename="')[1].split(b'"')[0].decode()
            self.uploads[name] = body
            return 200, {"name": name, "subfolder": "", "type": "input"}
        if path.startswith("/history/"):
            return 200, self._history(path.rpartition("/")[2])
        if path == "/view":
            data = self.files.get(query["filename"][0])
            return (200, data) if data else (404, b"")
        return 404, b""

    def _prompt(self, body):
        graph, id_ = body["prompt"], body["prompt_id"]
        for key, node in graph.items():
            if node["class_type"] == "Nope":
                message = "Cannot execute because node Nope does not exist."
                error = {"type": "invalid_prompt", "message": message, "details": f"Node ID '#{key}'"}
                return 400, {"error": error, "node_errors": {}}
        assert id_ not in self.jobs, "the same job was sent twice"
        self.jobs[id_] = graph
        return 200, {"prompt_id": id_, "number": len(self.jobs), "node_errors": {}}

    def _history(self, id_):
        if self.working or id_ not in self.jobs:
            return {}
        if id_ in self.fails:
            told = {"exception_message": "the model is too large", "node_type": "KSampler"}
            status = {"status_str": "error", "completed": False, "messages": [["execution_error", told]]}
            return {id_: {"outputs": {}, "status": status}}
        seed = next(node["inputs"]["seed"] for node in self.jobs[id_].values() if "seed" in node["inputs"])
        name = f"teire_{seed:05d}_.png"
        self.files[name] = picture(seed, graph=self.jobs[id_])
        images = [{"filename": name, "subfolder": "", "type": "output"}]
        return {id_: {"outputs": {"5": {"images": images}}, "status": {"status_str": "success", "completed": True}}}


class WebUi:
    """What the API description of AUTOMATIC1111's web UI says, behind a name and a password."""

    def __init__(self, user="artist", password="lake"):
        self.login = f"{user}:{password}"
        self.asked, self.interrupted = [], 0
        self.fails = ""

    def answer(self, method, path, query, body, headers):
        if headers.get("Authorization") != "Basic " + base64.b64encode(self.login.encode()).decode():
            return 401, {"detail": "Incorrect username or password"}
        self.asked.append((method, path, json.loads(body) if body else None))
        if path == "/sdapi/v1/options":
            return 200, {"sd_model_checkpoint": "lake.safetensors [0000]"}
        if path == "/sdapi/v1/progress":
            return 200, {"progress": 0.5, "eta_relative": 1.0, "state": {}}
        if path == "/sdapi/v1/interrupt":
            self.interrupted += 1
            return 200, {}
        if path in ("/sdapi/v1/txt2img", "/sdapi/v1/img2img"):
            if self.fails:
                return 500, {"error": "OutOfMemoryError", "detail": "", "body": "", "errors": self.fails}
            wanted = json.loads(body)
            said = f"{wanted['prompt']}\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: {wanted['seed']}, Size: 32x18"
            data = base64.b64encode(picture(wanted["seed"], parameters=said)).decode()
            return 200, {"images": [data], "parameters": {}, "info": json.dumps({"seed": wanted["seed"]})}
        return 404, {"detail": "Not Found"}


@contextmanager
def serving(generator):
    """Serve a generator on loopback; yield its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self._do("GET")

        def do_POST(self):
            self._do("POST")

        def _do(self, method):
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, said = generator.answer(method, parts.path, parse_qs(parts.query), body, self.headers)
            data = said if isinstance(said, bytes) else json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def raw_serving(*parts, pause=0.0, repeat=b""):
    """Serve raw bytes to whoever connects: `parts` one by one with a pause, then `repeat` for ever."""
    listener = socket.create_server(("127.0.0.1", 0))
    stopped = threading.Event()
    requests = []

    def serve(line):
        with line:
            try:
                requests.append(line.recv(65536))
                for part in parts:
                    line.sendall(part)
                    time.sleep(pause)
                while repeat and not stopped.is_set():
                    line.sendall(repeat)
                    time.sleep(pause)
            except OSError:
                return

    def accept():
        while not stopped.is_set():
            try:
                line, _address = listener.accept()
            except OSError:
                return
            hand = threading.Thread(target=serve, args=(line,), daemon=True)
            hand.start()
            hands.append(hand)

    hands = []
    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", requests
    finally:
        stopped.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        accepting.join(2)
        for hand in hands:
            hand.join(2)
