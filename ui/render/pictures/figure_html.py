"""A picture on the page: in a frame that scrolls, with what it leaves out said under it."""

from html import escape

from ui.render.pictures.inline import Picture


def figure_html(picture: Picture, title: str, note: str) -> str:
    """The picture as a figure; its parts are links, past which another link leads."""
    return (
        f'<figure class="picture"><figcaption>{escape(note)} <a class="skip" href="#listing">Skip the picture</a>'
        f'</figcaption><div class="scroll" role="region" tabindex="0" aria-label="{escape(title)}">'
        f"{picture.inline}</div></figure>"
    )
