"""Takes apart what a council writes in one field about the posts that a councillor holds."""

from __future__ import annotations

import html
import re

from villagedesk.core.text import fold, one_line

_ROLE = re.compile(
    r"\b(?:(?:vice-?|deputy-?)?chair(?:man|woman|person)?|vice|deputy|leader|lead|member|cabinet|portfolio|shadow|opposition"
    r"|spokes\w*|champion|mayor|whip|executive|convenor|convener|provost|president|representative|trustee|governor|director"
    r"|head|assistant|secretary|treasurer|speaker|sheriff|ambassador|advocate|holder|cadeirydd|is-?gadeirydd|dirprwy"
    r"|arweinydd|aelod|maer|llefarydd|hyrwyddwr|llywydd|cynrychiolydd|ymddiriedolwr)\b"
)
_ALWAYS = re.compile(r";|<\s*/?\s*(?:br|p|li)\b[^<>]*>", re.IGNORECASE)
_PERHAPS = re.compile(r"( ?[,\n][ ,\n]*)")


def split_posts(text: str) -> tuple[str, ...]:
    """ "Chair of Scrutiny, Deputy Leader" as two posts, "Cabinet Member for Housing, Skills and Culture" as one.

    Semicolons and `<br>` always part two posts, a comma or a line's end only where another role is named after it.
    """
    posts: list[str] = []
    for piece in _ALWAYS.split(html.unescape(text)):
        parts = _PERHAPS.split(re.sub(r"[^\S\n]+", " ", re.sub(r"<[^<>]*>", " ", piece)))
        post = parts[0]
        for between, part in zip(parts[1::2], parts[2::2], strict=True):
            if _ROLE.search(fold(part)):
                posts.append(post)
                post = part
            elif part.strip():
                post += (", " if "," in between and post.strip() else " ") + part
        posts.append(post)
    return tuple(dict.fromkeys(clean for post in posts if (clean := one_line(post))))
