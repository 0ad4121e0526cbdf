"""The look of letters: colors of the visual language as numbers, since mail programs know no others.

Every part is drawn twice: inline for light, which all programs understand, and by class for dark, which
those that ask for it understand. Letters are the only place with inline style.
"""

from __future__ import annotations

LIGHT = {
    "mist": "#f1f1eb",
    "paper": "#fdfdfa",
    "hair": "#d8d8cd",
    "edge": "#7d7f71",
    "ink": "#1f241b",
    "ink2": "#4a4e42",
    "moss": "#32562a",
    "on-moss": "#f9fbf3",
}
DARK = {
    "mist": "#151814",
    "paper": "#1e221d",
    "hair": "#363b34",
    "edge": "#777c72",
    "ink": "#e9eae3",
    "ink2": "#b9bcb2",
    "moss": "#a0ca7f",
    "on-moss": "#0e1b0b",
}

SERIF = "Georgia,'Times New Roman',serif"
SANS = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
MONO = "ui-monospace,SFMono-Regular,Menlo,Consolas,monospace"

_PARTS: dict[str, tuple[str, str]] = {
    # name: colors by class, then everything else
    "page": ("on-mist ink", "margin:0;padding:0;-webkit-text-size-adjust:100%"),
    "column": ("", "width:100%;max-width:560px"),
    "sign": ("ink", f"font:bold 20px/26px {SERIF}"),
    "place": ("ink2", f"font:14px/20px {SANS};padding-left:9px"),
    "sheet": ("on-paper hair", "border:1px solid;border-radius:16px"),
    "eyebrow": ("moss", f"margin:0 0 4px;font:600 14px/20px {SANS}"),
    "heading": ("ink", f"margin:0;font:bold 27px/34px {SERIF};letter-spacing:-.2px"),
    "text": ("ink2", f"margin:12px 0 0;font:16px/25px {SANS}"),
    "note": ("ink2", f"margin:20px 0 0;font:14px/21px {SANS}"),
    "answer": ("ink", f"display:block;padding:12px 18px;font:600 16px/24px {SANS};text-decoration:none"),
    "answer-cell": ("edge", "border:1px solid;border-radius:10px"),
    "act": ("on-moss", f"display:block;padding:12px 18px;font:600 16px/24px {SANS};text-decoration:none"),
    "act-cell": ("moss-fill", "border-radius:10px;text-align:center"),
    "code": ("ink", f"margin:20px 0 0;font:bold 30px/40px {MONO};letter-spacing:4px;word-break:break-all"),
    "quote": ("ink", f"margin:16px 0 0;font:18px/27px {SERIF}"),
    "after-heading": ("ink2", f"margin:0 0 4px;font:600 14px/20px {SANS}"),
    "after": ("ink", f"margin:0;font:18px/26px {SERIF}"),
    "rule": ("hair", "border-top:1px solid"),
    "foot": ("ink2", f"margin:0 0 6px;font:13px/20px {SANS}"),
    "link": ("moss", "text-decoration:underline"),
    "walked": ("moss", "border-top:4px solid;height:0;font-size:0;line-height:0"),
    "ahead": ("edge", "border-top:3px dashed;height:0;font-size:0;line-height:0"),
}

_LIGHT_OF = {
    "ink": f"color:{LIGHT['ink']}",
    "ink2": f"color:{LIGHT['ink2']}",
    "moss": f"color:{LIGHT['moss']};border-color:{LIGHT['moss']}",
    "on-moss": f"color:{LIGHT['on-moss']}",
    "moss-fill": f"background-color:{LIGHT['moss']}",
    "on-mist": f"background-color:{LIGHT['mist']}",
    "on-paper": f"background-color:{LIGHT['paper']}",
    "hair": f"border-color:{LIGHT['hair']}",
    "edge": f"border-color:{LIGHT['edge']}",
}


def attributes(part: str) -> str:
    """The class and style attributes of a part. Raises `KeyError` for a part that does not exist."""
    colors, rest = _PARTS[part]
    style = ";".join([rest, *(_LIGHT_OF[color] for color in colors.split())])
    named = " ".join(f"c-{color}" for color in colors.split())
    return f'class="{named}" style="{style}"' if named else f'style="{style}"'


def dark_rules() -> str:
    """The rules of the dark look, for the one style element of a letter."""
    return "".join(f".c-{name}{{{_dark(css)}}}" for name, css in _LIGHT_OF.items())


def _dark(css: str) -> str:
    for name, light in LIGHT.items():
        css = css.replace(light, DARK[name])
    return ";".join(f"{rule} !important" for rule in css.split(";"))
