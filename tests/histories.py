"""Histories of a market and its translation, each with what it makes of two texts."""

from __future__ import annotations

from collections.abc import Callable

from tests.repository import Repository

SOURCE = "data/markets/japan.yml"
FRENCH = "data/markets/japan.fr.yml"
PAGE = "docs/index.md"
FRENCH_PAGE = "docs/index.fr.md"


def market(summary: str = "Old.", body: str = "Body.") -> str:
    """Return the source file of a market."""
    return f"country: JP\nsince: first\nsummary: {summary}\nbody: {body}\n"


def french(summary: str = "Vieux.", body: str = "Corps.") -> str:
    """Return its translation."""
    return f"translation: human\nsummary: {summary}\nbody: {body}\n"


def changed_alone(at: Repository) -> None:
    """Only the original was changed."""
    at.commit({SOURCE: market("New.")})


def changed_together(at: Repository) -> None:
    """Original and translation were changed in one commit."""
    at.commit({SOURCE: market("New."), FRENCH: french("Neuf.")})


def translated_later(at: Repository) -> None:
    """The translation followed in a commit of its own."""
    at.commit({SOURCE: market("New.")})
    at.commit({FRENCH: french("Neuf.")})


def other_field_translated(at: Repository) -> None:
    """Two texts were changed, and one was translated again."""
    at.commit({SOURCE: market("New.", "New body.")})
    at.commit({FRENCH: french(body="Nouveau corps.")})


def squashed(at: Repository) -> None:
    """A branch that changed one after the other was squashed into one commit."""
    at.git("checkout", "-qb", "topic")
    at.commit({SOURCE: market("New.")})
    at.commit({FRENCH: french("Neuf.")})
    at.git("checkout", "-q", "main")
    at.git("merge", "-q", "--squash", "topic")
    at.commit()


def reverted(at: Repository) -> None:
    """The original was put back to what had been translated."""
    at.commit({SOURCE: market("New.")})
    at.git("revert", "--no-edit", "HEAD")


def translated_then_reverted(at: Repository) -> None:
    """The original was put back, the translation of the newer text was not."""
    at.commit({SOURCE: market("New.")})
    at.commit({FRENCH: french("Neuf.")})
    at.commit({SOURCE: market("Old.")})


def reformatted(at: Repository) -> None:
    """The original says the same in another order, with comments and other line breaks."""
    text = "# A comment\nbody: >\n  Body.\nsummary: 'Old.' # more\nsince: first\ncountry: JP\n"
    at.commit({SOURCE: text})


def typeset(at: Repository) -> None:
    """The original has curved quotes and long dashes now."""
    at.commit({SOURCE: market("It's – as one says – 'old'."), FRENCH: french("Mieux.")})
    at.commit({SOURCE: market("It’s - as one says - ‘old’.")})


def translation_reformatted(at: Repository) -> None:
    """The translation was only written in another way."""
    at.commit({SOURCE: market("New.")})
    at.commit({FRENCH: "summary: 'Vieux.'\nbody: |\n  Corps.\ntranslation: machine\n"})


def reviewed(at: Repository) -> None:
    """The translation was found to be right still."""
    at.commit({SOURCE: market("New.")})
    at.commit({FRENCH: french().replace("human", "reviewed")})


def changed_after_a_review(at: Repository) -> None:
    """The original was changed after the translation had been reviewed."""
    at.commit({FRENCH: french().replace("human", "reviewed")})
    at.commit({SOURCE: market("New.")})


def renamed(at: Repository) -> None:
    """Both files were renamed."""
    at.move(SOURCE, "data/markets/nippon.yml")
    at.move(FRENCH, "data/markets/nippon.fr.yml")
    at.commit()


def renamed_then_changed(at: Repository) -> None:
    """Both files were renamed, then the original was changed."""
    renamed(at)
    at.commit({"data/markets/nippon.yml": market("New.")})


def changed_then_renamed(at: Repository) -> None:
    """The original was changed, then both files were renamed."""
    changed_alone(at)
    renamed(at)


def renamed_one_after_the_other(at: Repository) -> None:
    """The source was renamed in one commit, the translation in the next."""
    changed_alone(at)
    at.move(SOURCE, "data/markets/nippon.yml")
    at.commit()
    at.move(FRENCH, "data/markets/nippon.fr.yml")
    at.commit()


def translation_renamed_first(at: Repository) -> None:
    """The translation was renamed before its source."""
    changed_alone(at)
    at.move(FRENCH, "data/markets/nippon.fr.yml")
    at.commit()
    at.move(SOURCE, "data/markets/nippon.yml")
    at.commit()


def translated_between_two_renames(at: Repository) -> None:
    """The translation was renewed while its file had still the old name."""
    at.move(SOURCE, "data/markets/nippon.yml")
    at.commit({"data/markets/nippon.yml": market("New.")})
    at.commit({FRENCH: french("Neuf.")})
    at.move(FRENCH, "data/markets/nippon.fr.yml")
    at.commit()


def copied_then_deleted(at: Repository) -> None:
    """The files were copied to new names, and the old ones deleted later."""
    changed_alone(at)
    at.commit({"data/markets/nippon.yml": market("New."), "data/markets/nippon.fr.yml": french()})
    at.commit({SOURCE: None, FRENCH: None})


def deleted_and_restored(at: Repository) -> None:
    """The translation was deleted and came back as it was: it is of that day."""
    changed_alone(at)
    at.commit({FRENCH: None})
    at.commit({FRENCH: french()})


def renamed_and_not_committed(at: Repository) -> None:
    """Both files were renamed, and that is not committed."""
    changed_alone(at)
    at.move(SOURCE, "data/markets/nippon.yml")
    at.move(FRENCH, "data/markets/nippon.fr.yml")


def merged_translation_of_an_old_text(at: Repository) -> None:
    """A branch translated what meanwhile became another text."""
    at.git("checkout", "-qb", "topic")
    at.commit({FRENCH: french("Mieux.")})
    at.git("checkout", "-q", "main")
    at.commit({SOURCE: market("New.")})
    at.git("merge", "-q", "--no-edit", "topic")


def merged_source(at: Repository) -> None:
    """A branch changed the original, meanwhile the old one was translated again."""
    at.git("checkout", "-qb", "topic")
    at.commit({SOURCE: market("New.")})
    at.git("checkout", "-q", "main")
    at.commit({FRENCH: french("Mieux.")})
    at.git("merge", "-q", "--no-edit", "topic")


def merged_both(at: Repository) -> None:
    """A branch changed both."""
    at.git("checkout", "-qb", "topic")
    at.commit({SOURCE: market("New.")})
    at.commit({FRENCH: french("Neuf.")})
    at.git("checkout", "-q", "main")
    at.commit({PAGE: "---\ntitle: Home\ndescription: Other.\n---\n\n[[markets]]\n"})
    at.git("merge", "-q", "--no-edit", "topic")


def merged_two_fields(at: Repository) -> None:
    """A merge put together two changes of one translation."""
    at.commit({SOURCE: market("New."), FRENCH: "translation: human\n" + "#\n" * 9 + french()[19:]})
    at.git("checkout", "-qb", "topic")
    at.commit({FRENCH: french("Neuf.").replace("human\n", "human\n" + "#\n" * 9)})
    at.git("checkout", "-q", "main")
    at.commit({FRENCH: french().replace("human\n", "machine\n" + "#\n" * 9)})
    at.git("merge", "-q", "--no-edit", "topic")


def merged_after_a_rename(at: Repository) -> None:
    """A branch changed the original under the name it had before."""
    at.git("checkout", "-qb", "topic")
    at.commit({SOURCE: market("New.")})
    at.git("checkout", "-q", "main")
    renamed(at)
    at.git("merge", "-q", "--no-edit", "topic")


def merged_conflict(at: Repository) -> None:
    """A merge wrote both texts anew."""
    at.git("checkout", "-qb", "topic")
    at.commit({SOURCE: market("New."), FRENCH: french("Neuf.")})
    at.git("checkout", "-q", "main")
    at.commit({SOURCE: market("Newer."), FRENCH: french("Récent.")})
    at.git("merge", "-q", "-s", "ours", "--no-commit", "topic")
    at.commit({SOURCE: market("Newest."), FRENCH: french("Tout neuf.")})


def source_not_committed(at: Repository) -> None:
    """The original was changed and not committed."""
    at.write({SOURCE: market("New.")})


def translation_not_committed(at: Repository) -> None:
    """The translation was renewed and not committed."""
    changed_alone(at)
    at.write({FRENCH: french("Neuf.")})


def other_field_not_committed(at: Repository) -> None:
    """Another text of the translation was changed and not committed."""
    changed_alone(at)
    at.write({FRENCH: french(body="Autre corps.")})


def source_written_after_its_translation(at: Repository) -> None:
    """The source file came after its translation."""
    at.commit({SOURCE: None, FRENCH: None, "data/markets/korea.fr.yml": french()})
    at.commit({"data/markets/korea.yml": market()})


HISTORIES: list[tuple[Callable[[Repository], None], str, str]] = [
    (changed_alone, "stale", "human"),
    (changed_together, "human", "human"),
    (translated_later, "human", "human"),
    (other_field_translated, "stale", "human"),
    (squashed, "human", "human"),
    (reverted, "human", "human"),
    (translated_then_reverted, "stale", "human"),
    (reformatted, "human", "human"),
    (typeset, "human", "human"),
    (translation_reformatted, "stale", "machine"),
    (reviewed, "reviewed", "reviewed"),
    (changed_after_a_review, "stale", "reviewed"),
    (renamed, "human", "human"),
    (renamed_then_changed, "stale", "human"),
    (changed_then_renamed, "stale", "human"),
    (renamed_one_after_the_other, "stale", "human"),
    (translation_renamed_first, "stale", "human"),
    (translated_between_two_renames, "human", "human"),
    (copied_then_deleted, "stale", "human"),
    (deleted_and_restored, "stale", "human"),
    (renamed_and_not_committed, "stale", "human"),
    (merged_translation_of_an_old_text, "stale", "human"),
    (merged_source, "stale", "human"),
    (merged_both, "human", "human"),
    (merged_two_fields, "machine", "machine"),
    (merged_after_a_rename, "stale", "human"),
    (merged_conflict, "human", "human"),
    (source_not_committed, "stale", "human"),
    (translation_not_committed, "human", "human"),
    (other_field_not_committed, "stale", "human"),
    (source_written_after_its_translation, "human", "human"),
]
