"""The models among which one may choose: that of the settings, the bundled one, and the files of a folder."""

from dataclasses import dataclass
from pathlib import Path

from assistant.settings import AssistantSettings
from assistant.writers.chat.files import BUNDLED, SHIPPED, is_installed
from assistant.writers.choose import model_label
from corpus.errors import ExociteError

OWN = "model"
"""What the model of the settings is chosen by."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One model: what it is chosen by, what it is called and where it runs, and the settings that name it."""

    name: str
    label: str
    settings: AssistantSettings


def offered(settings: AssistantSettings) -> tuple[Offered, ...]:
    """The model of the settings first, then the bundled one where it is installed, then the files by name."""
    found = {OWN: settings}
    own = "" if settings.model_address else settings.model
    if own != BUNDLED and is_installed():
        found[BUNDLED] = _here(settings, BUNDLED)
    for path in sorted(_folder(settings).glob("*.gguf")):
        if Path(own).expanduser().absolute() != path.absolute():
            found[path.name] = _here(settings, str(path))
    return tuple(Offered(name, model_label(one), one) for name, one in found.items())


def settings_of(settings: AssistantSettings, name: str) -> AssistantSettings:
    """The settings that name a model which is offered. Raises ExociteError where none is offered by that name."""
    found = {one.name: one.settings for one in offered(settings)}
    if name not in found:
        raise ExociteError(f"No model is offered as {name!r}; choose one of: {', '.join(found)}.")
    return found[name]


def _here(settings: AssistantSettings, model: str) -> AssistantSettings:
    """The settings with a model that runs in this process; an adapter of the user's is for the user's own model."""
    adapter = settings.adapter if settings.adapter in ("", SHIPPED) else SHIPPED
    return settings.model_copy(update={"model": model, "model_address": "", "adapter": adapter})


def _folder(settings: AssistantSettings) -> Path:
    return Path(settings.model_folder).expanduser() if settings.model_folder else settings.data / "models"
