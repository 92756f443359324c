"""What an optional extra says of itself, installed and missing."""

import pytest

from chatrec.core.errors import ConfigError
from chatrec.core.extras import Extra


def test_what_is_installed_is_imported_when_asked_for() -> None:
    extra = Extra("fast", ("numpy", "scipy"))
    assert extra.missing == ()
    assert extra.load("scipy.sparse", "a test").csr_array


def test_what_is_missing_is_said_with_the_extra_that_brings_it() -> None:
    extra = Extra("moon", ("numpy", "no_such_cheese"))
    assert extra.missing == ("no_such_cheese",)
    with pytest.raises(
        ConfigError, match=r"^The scorer 'x' needs no_such_cheese, .*; pip install 'chatrec\[moon\]'\.$"
    ):
        extra.require("The scorer 'x'")
    with pytest.raises(ConfigError, match="no_such_cheese"):
        extra.load("numpy", "anything of it, even what is there,")
