"""Forms of English words: tenses, plurals, and which article a word takes."""

import re
from collections.abc import Callable

_IRREGULAR = """
arise arose arisen|be was been|bear bore borne|beat beat beaten|become became become
begin began begun|bend bent bent|bet bet bet|bid bid bid|bind bound bound|bite bit bitten
bleed bled bled|blow blew blown|break broke broken|bring brought brought|build built built
burst burst burst|buy bought bought|cast cast cast|catch caught caught|choose chose chosen
cling clung clung|come came come|cost cost cost|creep crept crept|cut cut cut|deal dealt dealt
dig dug dug|do did done|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten
fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found|flee fled fled
fling flung flung|fly flew flown|forbid forbade forbidden|forget forgot forgotten
freeze froze frozen|get got got|give gave given|go went gone|grind ground ground|grow grew grown
hang hung hung|have had had|hear heard heard|hide hid hidden|hit hit hit|hold held held
hurt hurt hurt|keep kept kept|kneel knelt knelt|know knew known|lay laid laid|lead led led
leave left left|lend lent lent|let let let|lie lay lain|light lit lit|lose lost lost|make made made
mean meant meant|meet met met|pay paid paid|put put put|quit quit quit|read read read
rid rid rid|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said said|see saw seen
seek sought sought|sell sold sold|send sent sent|set set set|shake shook shaken|shed shed shed
shine shone shone|shoot shot shot|show showed shown|shrink shrank shrunk|shut shut shut
sing sang sung|sink sank sunk|sit sat sat|sleep slept slept|slide slid slid|speak spoke spoken
speed sped sped|spend spent spent|spin spun spun|split split split|spread spread spread
spring sprang sprung|stand stood stood|steal stole stolen|stick stuck stuck|sting stung stung
strike struck struck|strive strove striven|swear swore sworn|sweep swept swept|swim swam swum
swing swung swung|take took taken|teach taught taught|tear tore torn|tell told told
think thought thought|throw threw thrown|understand understood understood|wake woke woken
wear wore worn|weave wove woven|weep wept wept|win won won|wind wound wound
withdraw withdrew withdrawn|write wrote written
"""
_FORMS = {
    base: (past, participle)
    for base, past, participle in (
        verb.split() for verb in _IRREGULAR.replace("\n", "|").split("|") if verb
    )
}
_PREFIXES = ("over", "under", "out", "re", "mis", "with", "fore", "up")
_DOUBLING = re.compile(r"(?:[^aeiou]|qu)*[aeiou][bdfgklmnprtvz]")
"""Of one short syllable, whose last letter is doubled: stop, stopped."""
_STRESSED_AT_END = re.compile(
    "admit|(?:com|per|sub|o)mit|(?:re|pre|de|con|trans|in)fer|(?:oc|in)cur|control|patrol"
    "|(?:com|ex|pro|re)pel|rebel|regret|equip|begin|forget"
)
_HISSING = re.compile(r"(?:s|x|z|ch|sh)\Z")
_NO_PLURAL = re.compile(
    "information|(?:soft|hard)ware|news|data|traffic|money|people|equipment|advice|evidence|knowledge"
    "|research|progress|business|work|staff|personnel|police|everyone|yuan|yen|aircraft"
)
_PLURALS = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "foot": "feet",
    "tooth": "teeth", "mouse": "mice", "life": "lives", "wife": "wives", "knife": "knives",
    "half": "halves", "leaf": "leaves", "shelf": "shelves", "thief": "thieves",
    "analysis": "analyses", "crisis": "crises", "basis": "bases",
}  # fmt: skip
_VOWEL_SOUND = re.compile(
    r"(?!eu|one\b|once\b)(?:[aeio]|u(?!ni|se|s[ae]|ti|ro|k)|ho(?:ur|nest|no)|8|11\b|18\b)", re.I
)


def past(phrase: str) -> str:
    """``took part`` for ``take part``: the first word in the past tense."""
    return _first_word(phrase, lambda verb: _irregular(verb, 0) or _regular_past(verb))


def participle(phrase: str) -> str:
    """``taken part`` for ``take part``: the first word as a past participle."""
    return _first_word(phrase, lambda verb: _irregular(verb, 1) or _regular_past(verb))


def ing(phrase: str) -> str:
    """``taking part`` for ``take part``: the first word with ``-ing``."""
    return _first_word(phrase, _ing)


def plural(phrase: str) -> str:
    """``securities dealers`` for ``securities dealer``: the last word in the plural."""
    before, space, noun = phrase.rpartition(" ")
    return before + space + _plural(noun)


def article(word: str) -> str:
    """``a`` or ``an``, whichever ``word`` takes."""
    return "an" if _VOWEL_SOUND.match(word.lstrip("“‘(")) else "a"


def _first_word(phrase: str, change: Callable[[str], str]) -> str:
    verb, space, rest = phrase.partition(" ")
    if verb.endswith("ly") and rest:
        return f"{verb} {_first_word(rest, change)}"
    return change(verb) + space + rest if verb.isalpha() and verb.islower() else phrase


def _irregular(verb: str, form: int) -> str:
    if verb in _FORMS:
        return _FORMS[verb][form]
    for prefix in _PREFIXES:
        bare = verb.removeprefix(prefix)
        if bare != verb and bare in _FORMS:
            return prefix + _FORMS[bare][form]
    return ""


def _regular_past(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if verb[-1:] == "y" and verb[-2:-1] not in tuple("aeiou"):
        return f"{verb[:-1]}ied"
    return f"{_doubled(verb)}ed"


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return f"{verb[:-1]}ing"
    return f"{_doubled(verb)}ing"


def _doubled(verb: str) -> str:
    return (
        verb + verb[-1] if _DOUBLING.fullmatch(verb) or _STRESSED_AT_END.fullmatch(verb) else verb
    )


def _plural(noun: str) -> str:
    low = noun.lower()
    if (
        not noun.isalpha()
        or _NO_PLURAL.fullmatch(low)
        or (low.endswith("s") and not low.endswith("ss"))
    ):
        return noun
    if low in _PLURALS:
        return _PLURALS[low]
    if _HISSING.search(low):
        return f"{noun}es"
    if low.endswith("y") and low[-2:-1] not in tuple("aeiou"):
        return f"{noun[:-1]}ies"
    return f"{noun}s"
