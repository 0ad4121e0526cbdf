"""A text column that holds only sealed words."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, Never, Self

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models import Model

from cairn.foundation.encryption.ring import ring

if TYPE_CHECKING:
    _Base = models.Field[str, str]
else:
    _Base = models.Field


class _Sealed(bytes):
    """What stands in the column."""


class _Typed:
    """Words that were set and are not sealed yet. They show in no `repr` and go into no pickle."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return "<words>"

    def __reduce__(self) -> Never:
        raise TypeError("words are not put away unsealed: save the row first")

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self


class _Words:
    """Opens the sealed words of a row each time they are read, so that the row itself holds no clear text."""

    def __init__(self, field: EncryptedText) -> None:
        self.field = field

    def __get__(self, row: Model | None, owner: type[Model] | None = None) -> Any:
        if row is None:
            return self
        if self.field.attname not in row.__dict__:
            row.refresh_from_db(fields=[self.field.attname])
        value = row.__dict__[self.field.attname]
        if isinstance(value, _Typed):
            return value.text
        return ring().open(value, self.field.bound_to(row)) if value else ""

    def __set__(self, row: Model, value: object) -> None:
        row.__dict__[self.field.attname] = _as_kept(value, self.field.name)


def _as_kept(value: object, name: str) -> _Sealed | _Typed:
    """A value as a row holds it; None is no words. Raises `FieldError` for what is no text."""
    if isinstance(value, _Sealed | _Typed):
        return value
    if value is None or value == "":
        return _Sealed()
    if not isinstance(value, str):
        raise FieldError(f"{name} takes text, not {type(value).__name__}")
    return _Typed(str(value))


class EncryptedText(_Base):
    """Text that is sealed when its row is saved and opened when it is read.

    Sealed words are bound to table, column and row id, so the row must have its id before it is saved
    (`ids.new_id`), and a copied ciphertext does not open elsewhere: a table or column keeps its name
    (`db_table`, `db_column`) when a model is renamed. There is no look-up by such a column, and no `update`
    or `bulk_update` of it but to the empty text: they raise `FieldError`. The empty text is kept as nothing.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def get_internal_type(self) -> str:
        """A binary column on every database."""
        return "BinaryField"

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """Refuses what sealed words cannot be: null, unique, indexed, a key."""
        found = super().check(**kwargs)
        if self.null or self.unique or getattr(self, "db_index", False):
            problem = "EncryptedText can be neither null, nor unique, nor indexed."
            found.append(checks.Error(problem, obj=self, id="foundation.E001"))
        return found

    def contribute_to_class(self, cls: type[Model], name: str, private_only: bool = False) -> None:
        """Puts the opener onto the model."""
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Words(self))

    def bound_to(self, row: Model) -> str:
        """What the words of a row are bound to. Raises `FieldError` for a row without an id."""
        if row.pk is None:
            raise FieldError(f"{self.model.__name__} needs an id before its {self.name} can be sealed")
        return f"{self.model._meta.db_table}|{self.column}|{row.pk}"

    def from_db_value(self, value: Any, expression: object, connection: object) -> _Sealed:
        """The column as it stands, opened only when read."""
        return _Sealed(value or b"")

    def to_python(self, value: Any) -> Any:
        """Text as it is, and what `value_to_string` made, for those who load it again."""
        if isinstance(value, dict) and set(value) == {"sealed"}:
            return _Sealed(base64.b64decode(value["sealed"]))
        return value

    def pre_save(self, model_instance: Model, add: bool) -> _Sealed:
        """Seals the words of this row; from then on the row holds only what is sealed."""
        held = _as_kept(model_instance.__dict__.get(self.attname), self.name)
        sealed = self._sealed(model_instance, held)
        if add and sealed is held and sealed:
            # A row that was copied under a new id: what is bound to the old one would be lost for ever.
            ring().open(sealed, self.bound_to(model_instance))
        model_instance.__dict__[self.attname] = sealed
        return sealed

    def _sealed(self, row: Model, held: _Sealed | _Typed) -> _Sealed:
        return _Sealed(ring().seal(held.text, self.bound_to(row))) if isinstance(held, _Typed) else held

    def get_prep_value(self, value: Any) -> Any:
        """Lets only sealed words through, so that no clear text can reach the column."""
        if value is None or isinstance(value, _Sealed):
            return value
        if value == "":
            return _Sealed()
        raise FieldError(f"{self.name} is sealed row by row: save the row, do not update in bulk")

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Bytes for the database."""
        value = value if prepared else self.get_prep_value(value)
        return connection.Database.Binary(value) if value is not None else None

    def get_placeholder(self, value: Any, compiler: object, connection: Any) -> str:
        """Refuses what the database would work out, such as `Value("words")` or a bulk update."""
        if hasattr(value, "as_sql"):
            raise FieldError(f"{self.name} is sealed row by row: save the row, do not update in bulk")
        return str(connection.ops.binary_placeholder_sql(value))

    def get_lookup(self, lookup_name: str) -> Any:
        """No look-up: what is sealed cannot be compared."""
        raise FieldError(f"{self.name} is sealed and cannot be searched")

    def get_transform(self, lookup_name: str) -> Any:
        """No transform either."""
        raise FieldError(f"{self.name} is sealed and cannot be searched")

    def value_to_string(self, obj: Model) -> Any:
        """For serializers: the words as they are sealed. They open in the same row only."""
        sealed = self._sealed(obj, _as_kept(obj.__dict__.get(self.attname), self.name))
        return {"sealed": base64.b64encode(sealed).decode("ascii")}

    def formfield(self, **kwargs: Any) -> Any:
        """A text area."""
        from django import forms

        given = {"widget": forms.Textarea, **kwargs}
        return super().formfield(**{"form_class": forms.CharField, "strip": True, **given})
