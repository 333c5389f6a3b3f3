"""Columns whose value follows from the row's other columns."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models


class Derived(models.Field):  # type: ignore[type-arg]
    """Computes its value from the row each time the row is saved.

    A path of its own, not `save()`, because `bulk_create` must obey it too.
    """

    def __init__(
        self, *args: Any, compute: Callable[[Any], Any] | None = None, **kwargs: Any
    ) -> None:
        self.compute = compute
        super().__init__(*args, **(kwargs | {"editable": False}))

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["editable"]
        return name, path, args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        if self.compute is not None:
            value = self.compute(model_instance)
            setattr(model_instance, self.attname, value)
        return super().pre_save(model_instance, add)


class DerivedText(Derived, models.CharField):  # type: ignore[type-arg]
    """Text computed from the row's other columns."""


class DerivedCount(Derived, models.PositiveIntegerField):  # type: ignore[type-arg]
    """A count computed from the row's other columns."""
