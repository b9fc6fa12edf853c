from __future__ import annotations

import pytest

from quizcli.deckfiles.languages import CodeError, parse

DOCKERFILE = """\
# syntax=docker/dockerfile:1
ARG TAG=3.20
FROM alpine:${TAG} AS build
RUN apk add \\
    # a comment in between
    curl
COPY <<EOF /etc/motd
hello there
EOF
healthcheck CMD ["true"]
"""


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("yaml", "a: !Ref b\n---\nc: [d]\n"),
        ("json", '{"a": [1]}'),
        ("python", "    def f():\n        return '\\d'\n"),
        ("toml", "[a]\nb = 1\n"),
        ("dockerfile", DOCKERFILE),
        ("docker", "FROM scratch"),
        ("hcl", "anything { goes"),
        ("", "any thing"),
    ],
)
def test_good_code_passes(language, code):
    parse(code, language)


@pytest.mark.parametrize(
    ("language", "code", "line"),
    [
        ("yaml", "a: 1\nb: c: d\n", 2),
        ("yaml", "a: \x01", 1),
        ("json", '{"a": 1,\n}', 2),
        ("json", "[" * 100_000, 1),
        ("json", "9" * 5000, 1),
        ("toml", "a = " + "9" * 5000, 1),
        ("python", "x = 1\ny = (\n", 2),
        ("py", "\0", 1),
        ("toml", "a = 1\nb =\n", 2),
        ("dockerfile", "FROM a\nCOPPY . .\n", 2),
    ],
    ids=lambda value: str(value)[:12],
)
def test_code_that_does_not_parse_says_its_line(language, code, line):
    with pytest.raises(CodeError) as bad:
        parse(code, language)

    assert line == bad.value.line
