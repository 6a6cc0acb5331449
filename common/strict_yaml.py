"""YAML of a known shape: a key that nothing reads is refused, with its line and the key that was perhaps meant.

    SHAPE = Keys({"title": str, "tables": Named(Keys({"key": Each(str)}, optional={"search": str}))})
    data = load(Path("tables.yml"), SHAPE)

A shape is a type (`str`, `int`, `bool`, `datetime.date`, `object` for anything), a tuple of types where several are
allowed (`type(None)` among them for an empty value), or one of `Keys`, `ByKey`, `Named` and `Each`. What is loaded is
plain dicts, lists and scalars, as `yaml.safe_load` gives them.
"""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import yaml

YamlShape: TypeAlias = "Keys | ByKey | Named | Each | type | tuple[type, ...]"


class YamlError(ValueError):
    """A YAML file that does not have its shape: the message names the file, the line, and what to write there."""


@dataclasses.dataclass(frozen=True)
class Keys:
    """A mapping with fixed keys, each with the shape of its value; those of `optional` may be missing."""

    required: Mapping[str, YamlShape] = dataclasses.field(default_factory=dict)
    optional: Mapping[str, YamlShape] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class ByKey:
    """A mapping whose other keys depend on the value of one: `ByKey("kind", {"visit": Keys(…), …})`."""

    key: str
    choices: Mapping[str, Keys]


@dataclasses.dataclass(frozen=True)
class Named:
    """A mapping from names of any kind to values of one shape."""

    value: YamlShape


@dataclasses.dataclass(frozen=True)
class Each:
    """A list whose entries are of one shape."""

    entry: YamlShape


def load(path: Path, shape: YamlShape) -> Any:
    """What a YAML file holds. Raises `YamlError` with every place that is not of `shape`, or OSError."""
    try:
        loader = yaml.SafeLoader(path.read_text(encoding="utf-8"))
        try:
            node = loader.get_single_node()
            faults = list(_faults(loader, node, shape, "the file"))
            if faults:
                raise YamlError("\n".join(f"{path}, line {line}: {what}" for line, what in faults))
            return loader.construct_document(node) if node else None
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise YamlError(f"{path} is not YAML: {error}") from error


def _faults(loader: yaml.SafeLoader, node: yaml.Node | None, shape: YamlShape, name: str) -> Iterator[tuple[int, str]]:
    """The lines, from 1, at which a node does not have a shape, and what is wrong there; `name` is the node's."""
    line = node.start_mark.line + 1 if node else 1
    if isinstance(shape, (Keys, ByKey, Named)):
        if not isinstance(node, yaml.MappingNode):
            yield line, f"{name} must be a mapping of keys to values"
            return
        if isinstance(shape, ByKey):
            chosen = next((value.value for key, value in node.value if key.value == shape.key), None)
            if not isinstance(chosen, str) or chosen not in shape.choices:
                yield line, f"{name} has {shape.key} {chosen!r}: {suggest(chosen, shape.choices)}"
                return
            choice = shape.choices[chosen]
            shape = Keys({**choice.required, shape.key: str}, choice.optional)
        yield from _faults_of_mapping(loader, node, shape, name)
    elif isinstance(shape, Each):
        if not isinstance(node, yaml.SequenceNode):
            yield line, f"{name} must be a list"
            return
        for entry in node.value:
            yield from _faults(loader, entry, shape.entry, f"an entry of {name}")
    else:
        value = loader.construct_object(node, deep=True) if node else None
        kinds = shape if isinstance(shape, tuple) else (shape,)
        # True is an int in Python, but never in a vocabulary.
        if not isinstance(value, kinds) or (isinstance(value, bool) and not {bool, object} & set(kinds)):
            wanted = " or ".join("empty" if kind is type(None) else kind.__name__ for kind in kinds)
            yield line, f"{name} must be {wanted}, it is {value!r}"


def _faults_of_mapping(
    loader: yaml.SafeLoader, node: yaml.MappingNode, shape: Keys | Named, name: str
) -> Iterator[tuple[int, str]]:
    seen = set()
    known = {**shape.required, **shape.optional} if isinstance(shape, Keys) else {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        line = key_node.start_mark.line + 1
        if key in seen:
            yield line, f"{key!r} stands twice in {name}"
        seen.add(key)
        if isinstance(shape, Named):
            yield from _faults(loader, value_node, shape.value, repr(key))
        elif key in known:
            yield from _faults(loader, value_node, known[key], repr(key))
        else:
            yield line, f"{name} has no key {key!r}: {suggest(key, known)}"
    if isinstance(shape, Keys):
        for missing in sorted(shape.required.keys() - seen):
            yield node.start_mark.line + 1, f"{name} lacks {missing!r}"


def suggest(key: object, known: Collection[str]) -> str:
    """What may have been meant by an unknown key: the nearest known one, or else all of them."""
    near = difflib.get_close_matches(str(key), known, 1)
    return f"perhaps {near[0]!r}?" if near else f"it may have {', '.join(map(repr, sorted(known)))}"
