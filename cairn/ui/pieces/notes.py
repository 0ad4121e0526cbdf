"""What speaks to the reader: toasts, nudges, thanks, dialogs, empty places, long work."""

from __future__ import annotations

from typing import Any

from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cairn.ui.pieces.library import register
from cairn.ui.pieces.marks import icon
from cairn.ui.told import undo_address


def _shared(context: Context) -> dict[str, Any]:
    """What a form inside a component needs from its page."""
    return {"request": context.get("request"), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/pieces/toasts.html", takes_context=True)
def toasts(context: Context, told: Any = None) -> dict[str, Any]:
    """Django's messages: what went well as toasts at the lower left, warnings and errors in the page."""
    listed = list(told or ())
    quiet = [message for message in listed if message.level_tag in ("error", "warning")]
    return {
        **_shared(context),
        "toasts": [(message, undo_address(message)) for message in listed if message not in quiet],
        "notices": quiet,
    }


@register.inclusion_tag("ui/pieces/toast.html", takes_context=True)
def toast(context: Context, words: Any, undo: str = "") -> dict[str, Any]:
    """One toast: `{% toast "Action dropped" undo="/actions/7/return/" %}`.

    Args:
        words: what happened.
        undo: where one POST takes it back; may be empty.
    """
    return {**_shared(context), "words": words, "undo": undo}


@register.simple_block_tag(end_name="endnudge")
def nudge(content: SafeString, heading: Any, sign: str = "feather") -> SafeString:
    """Something small to do: `{% nudge "A small thing" %}<p>…</p>{% endnudge %}`.

    Args:
        content: paragraphs, which are set in Vollkorn, and a `<div class="actions">`.
        heading: the line above.
        sign: its icon.
    """
    return format_html('<section class="nudge"><h3>{}{}</h3>{}</section>', icon(sign), heading, content)


@register.simple_block_tag(end_name="endthanks")
def thanks(content: SafeString, heading: Any, sign: str = "flower-2") -> SafeString:
    """Words of thanks, or a celebration: `{% thanks "From Eero, on Friday" %}<p>…</p>{% endthanks %}`."""
    return format_html('<section class="thanks"><h3>{}{}</h3>{}</section>', icon(sign), heading, content)


@register.simple_block_tag(end_name="endwho_reads")
def who_reads(content: SafeString, heading: Any = "", sign: str = "eye") -> SafeString:
    """Who reads what is asked: `{% who_reads %}<p>…</p>{% endwho_reads %}`, in the aside of a question.

    `{% who_reads "Only you see this" "lock" %}` says that nobody else does.
    """
    return format_html(
        '<section class="who-reads"><h2>{}{}</h2>{}</section>',
        icon(sign),
        heading or _("Who reads this"),
        content,
    )


@register.simple_block_tag(end_name="endsaid")
def said(content: SafeString, heading: Any = "", after: Any = "") -> SafeString:
    """What somebody said, with a line at its side: `{% said "What Ifeoma told you" %}…{% endsaid %}`."""
    return format_html(
        '<blockquote class="said">{}<div class="voice">{}</div>{}</blockquote>',
        format_html('<p class="said-who">{}</p>', heading) if heading else "",
        content,
        format_html('<p class="said-after">{}</p>', after) if after else "",
    )


@register.simple_block_tag(end_name="endnotice")
def notice(content: SafeString, kind: str = "note", sign: str = "") -> SafeString:
    """A sentence in the page that the reader should know: `{% notice "caution" %}…{% endnotice %}`.

    `kind` is `note` (tarn), `caution` (gorse) or `wrong` (rowan, only for what failed).
    """
    signs = {"note": "info", "caution": "triangle-alert", "wrong": "circle-alert"}
    return format_html(
        '<div class="notice is-{}">{}<div>{}</div></div>', kind, icon(sign or signs[kind], 20), content
    )


@register.simple_block_tag(end_name="enddialog")
def dialog(content: SafeString, name: str, title: Any, is_open: bool = False) -> SafeString:
    """Asks before what cannot be undone, and says who is touched.

    Without JavaScript it never opens: the link that would open it
    (`<a href="/publish/" data-dialog="publish">`) leads to a page that asks the same.

    `{% dialog "publish" "Publish 32 matches?" %}…{% enddialog %}`

    Args:
        content: a paragraph and a form with its buttons; one with `data-close` keeps things as they are.
        name: what `data-dialog` says.
        title: the question.
        is_open: shown in the flow of the page, for a confirm page.
    """
    if is_open:
        return format_html('<section class="dialog in-page"><h2>{}</h2>{}</section>', title, content)
    return format_html(
        '<dialog class="dialog" id="{0}" aria-labelledby="{0}-title"><h2 id="{0}-title">{1}</h2>{2}</dialog>',
        name,
        title,
        content,
    )


@register.inclusion_tag("ui/pieces/progress.html", takes_context=True)
def progress(
    context: Context, title: Any, done: int, total: int, left: Any = "", stop: str = ""
) -> dict[str, Any]:
    """Long work: `{% progress "Matching 500 people" 310 500 left="About 8 seconds left" stop=url %}`.

    Args:
        title: what is being done.
        done: how much is done.
        total: of how much.
        left: the time left, in words.
        stop: where Stop posts; without it the work cannot be stopped.
    """
    return {
        **_shared(context),
        "title": title,
        "done": done,
        "total": max(1, total),
        "left": left,
        "stop": stop,
    }


@register.inclusion_tag("ui/pieces/empty.html")
def empty(
    title: Any,
    text: Any = "",
    action: Any = "",
    href: str = "",
    link: Any = "",
    link_href: str = "",
    stones: int = 7,
    small: bool = False,
) -> dict[str, Any]:
    """A place with nothing in it yet, which teaches the next step.

    `{% empty "The first stone is a first meeting" "Pick three times." action="Propose them" href=url %}`

    Args:
        title: what the first step is.
        text: one sentence, and what happens next.
        action: the one button.
        href: where it leads.
        link: words of a link beside it.
        link_href: where that leads.
        stones: how many dashed stones.
        small: without sheet and contours, for a part of a page.
    """
    return {
        "title": title,
        "text": text,
        "action": action,
        "href": href,
        "link": link,
        "link_href": link_href,
        "stones": stones,
        "small": small,
    }


@register.simple_tag
def too_few(what: Any = "") -> SafeString:
    """In place of a number about a small group: `{% too_few %}` says "fewer than five people"."""
    return format_html('<span class="too-few">{}</span>', what or _("fewer than five people"))


@register.simple_tag
def only_here(words: Any = "") -> SafeString:
    """A lock and "Only you see this": `{% only_here %}`."""
    return format_html(
        '<span class="only-here">{}{}</span>', icon("lock", 16), words or _("Only you see this")
    )
