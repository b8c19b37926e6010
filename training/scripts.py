"""Chinese text in the script that the model reads, by the reader's own conversion."""


class Scripts:
    """The reader's script conversion, as its translation service uses it."""

    def __init__(self) -> None:
        from reader.chinese.conversion import ScriptConverter

        self._converter = ScriptConverter()

    def to_simplified(self, text: str) -> str:
        """``text`` as plain Simplified with mainland vocabulary; Simplified text as it is."""
        from reader.chinese.script import Script, detect_script

        if detect_script(text) is Script.HANS:
            return text
        return self._converter.convert(text, Script.HANS)

    def round_trip(self, text: str) -> str:
        """What becomes of ``text`` when a Traditional edition of it is read and translated."""
        from reader.chinese.script import Script

        traditional = self._converter.convert(text, Script.TW, Script.HANS)
        return self._converter.convert(traditional, Script.HANS, Script.TW)
