"""Shows the deck in this folder to this machine alone, and opens it: python3 serve.py [--open]. It needs Python 3.7, and nothing else."""
import functools
import http.server
import os
import sys
import webbrowser

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "deck")


class Handler(http.server.SimpleHTTPRequestHandler):
    # Windows lets any program say that .js is plain text, and a browser runs no module of that type.
    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json",
        ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2", ".webmanifest": "application/manifest+json",
    }

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    # Windows would let a second program listen on the same port.
    allow_reuse_address = os.name != "nt"


def listen():
    for port in range(3030, 3131):
        try:
            return Server(("127.0.0.1", port), functools.partial(Handler, directory=FOLDER))
        except OSError:
            # Something else has it, perhaps this deck already.
            continue
    sys.exit("No port from 3030 to 3130 is free: end another program, and try again.")


server = listen()
url = "http://localhost:%d/" % server.server_address[1]
print("Deck %s\nPresenter %s#/presenter/1\nCtrl+C ends it." % (url, url), flush=True)
if "--open" in sys.argv and not webbrowser.open(url):
    print("Open that address in a browser.", flush=True)
try:
    server.serve_forever()
except KeyboardInterrupt:
    pass
