"""The rules about words: one English name per Dutch term, used wherever the code gives a name."""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.rules.code import words
from tests.rules.source import Module

# Where names may be Dutch: the statute's words.
STATUTE = frozenset({"law"})


@dataclass(frozen=True, slots=True)
class Term:
    """A line of the glossary."""

    dutch: str
    english: str
    never: tuple[str, ...]


def terms(paper: str) -> list[Term]:
    """The lines of the table in docs/glossary.md."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in paper.splitlines()]
    lines = [row for row in rows if len(row) == 4 and row[0] not in {"Dutch", ""} and set(row[0]) != {"-"}]
    return [Term(row[0], row[1], tuple(word.strip() for word in row[2].split(",") if word)) for row in lines]


def doubles(glossary: Iterable[Term]) -> Iterator[str]:
    """Words with two meanings and meanings with two words."""
    glossary = list(glossary)
    for words_used in ([term.dutch for term in glossary], [term.english for term in glossary]):
        yield from (
            f"{word!r} stands there twice" for word, times in Counter(words_used).items() if times > 1
        )


def wrong_words(module: Module, glossary: Iterable[Term]) -> Iterator[str]:
    """Names given in this module that hold a Dutch term or a word that is never used."""
    if module.floor in STATUTE:
        return
    refused = {word: term.english for term in glossary for word in (term.dutch, *term.never)}
    given = [(0, part) for part in module.name.split(".")[1:]] + list(_names_given(module.tree))
    for line, name in given:
        for word in {*words(name), name.lower()} & refused.keys():
            yield f"{module.name}:{line} {name!r}: {word} is called {refused[word]}"


def _names_given(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Names that the code gives itself: of classes, functions, arguments, variables and fields."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.attr
        elif isinstance(node, ast.alias) and node.asname:
            yield node.lineno, node.asname
