"""A small OpenID Connect provider: one account, and no questions asked."""

import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "sandbox"


class Provider:
    """`with Provider(email) as provider: provider.url`."""

    def __init__(self, email: str) -> None:
        self.email = email
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self.nonces: dict[str, str] = {}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: Any) -> None:
                """Quiet."""

            def do_GET(self) -> None:
                split = urlsplit(self.path)
                outer.get(self, split.path, {k: v[0] for k, v in parse_qs(split.query).items()})

            def do_POST(self) -> None:
                length = int(self.headers["content-length"])
                form = parse_qs(self.rfile.read(length).decode())
                outer.token(self, {k: v[0] for k, v in form.items()})

            def say(self, body: Any) -> None:
                data = json.dumps(body).encode()
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> "Provider":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def get(self, ask: Any, path: str, query: dict[str, str]) -> None:
        if path == "/.well-known/openid-configuration":
            ask.say(
                {
                    "issuer": self.url,
                    "authorization_endpoint": f"{self.url}/authorize",
                    "token_endpoint": f"{self.url}/token",
                    "jwks_uri": f"{self.url}/keys",
                    "id_token_signing_alg_values_supported": ["RS256"],
                    "response_types_supported": ["code"],
                    "subject_types_supported": ["public"],
                }
            )
        elif path == "/keys":
            ask.say({"keys": [self.key.as_dict(private=False)]})
        else:
            code = base64.urlsafe_b64encode(query["state"].encode()).decode()
            self.nonces[code] = query.get("nonce", "")
            back = urlencode({"code": code, "state": query["state"]})
            ask.send_response(302)
            ask.send_header("location", f"{query['redirect_uri']}?{back}")
            ask.send_header("content-length", "0")
            ask.end_headers()

    def token(self, ask: Any, form: dict[str, str]) -> None:
        now = int(time.time())
        claims = {
            "iss": self.url,
            "sub": "1",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": self.nonces[form["code"]],
            "email": self.email,
            "email_verified": True,
            "name": "赵老师",
        }
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        ask.say(
            {"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": signed}
        )
