"""What the axes of a map are, in words below it."""

from __future__ import annotations

from microtui.session.snapshot import Field


def axes_texts(field: Field) -> list[str]:
    """What is drawn along which columns, where there is a choice: in full, and shorter."""
    target = f"{field.target} · " if field.target else ""
    axes = f"{field.x_name} →  {field.y_name} ↑"
    if field.is_line:
        return [axes]
    if field.column_count <= 2:
        return [field.target]
    if field.share is None:
        return [
            f"{target}{axes}  the others at their means",
            *([f"{target}{axes}"] if target else []),
        ]
    share = f"{field.share:.0%}".replace("%", " %")
    return [
        f"{target}{field.x_name} × {field.y_name} ({share} of the variance)",
        f"{target}{field.x_name} × {field.y_name} ({share})",
    ]
