"""What the deployment files name exists: paths, ports, variables, routes and cookies."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from pages.phone.seat import SEAT
from pages.ui.frame import COOKIE
from pages.web import routes

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
THEIRS = {"FORWARDED_ALLOW_IPS", "STREAMLIT_SERVER_ADDRESS", "PYTHONUNBUFFERED"}
"""Variables that uvicorn, Streamlit and Python read."""
TEXTS = sorted(one for one in DEPLOY.iterdir() if one.is_file())


def yaml_of(name: str) -> list[Any]:
    return list(YAML(typ="safe").load_all(DEPLOY / name))


def variables(text: str) -> set[str]:
    return set(re.findall(r"\b(SANDBOX_[A-Z_]+|FORWARDED_[A-Z_]+|STREAMLIT_[A-Z_]+)\b", text))


@pytest.fixture(scope="module")
def known() -> set[str]:
    code = [*(ROOT / "sandbox").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    return THEIRS | {name for file in code for name in variables(file.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("file", TEXTS, ids=lambda one: one.name)
def test_every_variable_that_is_named_is_read_somewhere(file: Path, known: set[str]) -> None:
    assert variables(file.read_text(encoding="utf-8")) - known == set()


def test_compose_starts_two_replicas_that_agree_on_secrets_and_keep_state_apart() -> None:
    (compose,) = yaml_of("compose.yaml")
    one, other = (compose["services"][name] for name in ("app-1", "app-2"))

    assert one["environment"] == other["environment"]
    assert {"SANDBOX_LEDGER_URL", "SANDBOX_SECRET", "SANDBOX_INSTRUCTOR_PASSPHRASE"} <= set(
        one["environment"]
    )
    assert one["volumes"] != other["volumes"]
    assert (DEPLOY / one["build"]["context"] / one["build"]["dockerfile"]).is_file()
    inside = compose["services"]["nginx"]["networks"]["inside"]["ipv4_address"]
    assert one["environment"]["FORWARDED_ALLOW_IPS"] == inside
    mounted = compose["services"]["nginx"]["volumes"][0].split(":")[0]
    assert (DEPLOY / mounted).is_file()


def test_everything_that_the_image_copies_is_there() -> None:
    copied = re.findall(r"^COPY (.+) \S+$", (DEPLOY / "Dockerfile").read_text("utf-8"), re.M)

    assert copied
    assert [one for line in copied for one in line.split() if not (ROOT / one).exists()] == []


def test_every_port_is_the_app_s_own() -> None:
    with (ROOT / ".streamlit" / "config.toml").open("rb") as file:
        port = tomllib.load(file)["server"]["port"]
    deployment = yaml_of("kubernetes.yaml")[0]
    (container,) = deployment["spec"]["template"]["spec"]["containers"]

    assert container["ports"] == [{"name": "http", "containerPort": port}]
    nginx = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert set(re.findall(r"server app-\d:(\d+)", nginx)) == {str(port)}
    assert f"EXPOSE {port}" in (DEPLOY / "Dockerfile").read_text(encoding="utf-8")


def test_kubernetes_asks_where_the_app_answers_and_selects_what_it_starts() -> None:
    deployment, service, budget, ingress = yaml_of("kubernetes.yaml")
    pod = deployment["spec"]["template"]
    (container,) = pod["spec"]["containers"]
    probed = {
        container[probe]["httpGet"]["path"]
        for probe in ("startupProbe", "readinessProbe", "livenessProbe")
    }

    paths = {route.path for route in routes.table()} | {"/_stcore/health"}
    assert probed <= paths
    labels = pod["metadata"]["labels"]
    assert service["spec"]["selector"] == labels
    assert budget["spec"]["selector"]["matchLabels"] == labels
    assert deployment["spec"]["selector"]["matchLabels"] == labels
    assert deployment["spec"]["replicas"] > budget["spec"]["minAvailable"]
    (path,) = ingress["spec"]["rules"][0]["http"]["paths"]
    assert path["backend"]["service"]["name"] == service["metadata"]["name"]


def test_nginx_tells_browsers_apart_by_our_own_cookies_and_streams_what_we_stream() -> None:
    nginx = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")

    assert set(re.findall(r"\$cookie_(\w+)", nginx)) == {SEAT, COOKIE}
    exact = set(re.findall(r"location = (\S+) ", nginx))
    assert exact <= {route.path for route in routes.table()}
    assert {"/p/events", "/metrics"} == exact
    assert "proxy_set_header Host $http_host" in nginx


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")
def test_nginx_takes_its_configuration(tmp_path: Path) -> None:
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    file = tmp_path / "nginx.conf"
    # Names of containers are known inside the compose network only.
    file.write_text(re.sub(r"server app-\d:", "server 127.0.0.1:", text), encoding="utf-8")

    said = subprocess.run(
        ["nginx", "-t", "-p", str(tmp_path), "-c", str(file), "-g", f"pid {tmp_path}/nginx.pid;"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert said.returncode == 0, said.stderr


def test_both_readmes_name_only_files_that_exist() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        text = (DEPLOY / name).read_text(encoding="utf-8")
        named = re.findall(r"\]\(([^)#:]+)\)", text)
        assert named
        assert [one for one in named if not (DEPLOY / one).exists()] == []
