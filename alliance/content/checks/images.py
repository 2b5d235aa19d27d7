"""Pictures that records name: whether they are there."""

from __future__ import annotations

from collections.abc import Iterator

from alliance.content.loading import Loaded
from alliance.i18n.messages import say, say_all
from alliance.i18n.problems import Problem, did_you_mean, quote
from alliance.model.alliance import Picture


def check_pictures(loaded: Loaded) -> Iterator[Problem]:
    """Yield a problem for each record that names a picture that is not there."""
    for key, model in loaded.models.items():
        for field in type(model).model_fields:
            picture = getattr(model, field)
            if not isinstance(picture, Picture) or picture.file in loaded.sizes:
                continue
            message = say_all(
                say("there is no file {file} below docs/.", file=quote(picture.file)),
                did_you_mean(picture.file, loaded.sizes),
                say("Put it there, or correct the name."),
            )
            yield loaded.field_problem(key, (field, "file"), message)
