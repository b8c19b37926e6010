"""Numbers, dates and amounts by rule, in the forms that Chinese news writes them.

Parallel text is thin exactly here (亿元 hardly occurs in the open corpora), and here a small
model's mistakes hurt most: 1.25亿 is 125 million, 三成 is 30 percent. Every pair is drawn from a
seeded generator, so that a training set can be made again.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from training.phrases import COMPANIES, FRAMES, MONTHS, WEEKDAYS

DIGITS = "零一二三四五六七八九"
CURRENCIES = {
    "元": "{} yuan",
    "元人民币": "{} yuan",
    "美元": "${}",
    "欧元": "€{}",
    "港元": "HK${}",
    "日元": "{} yen",
    "英镑": "£{}",
    "新台币": "NT${}",
}
COMMON = ("元", "元", "元", "元人民币", "美元", "美元", "美元")
APPROXIMATE = {
    "近": "nearly {}",
    "约": "about {}",
    "大约": "roughly {}",
    "超过": "more than {}",
    "逾": "over {}",
    "不到": "less than {}",
    "至少": "at least {}",
    "最多": "at most {}",
}


@dataclass(frozen=True)
class Form:
    """A number as Chinese writes it and as English does.

    ``bound`` says that the number says itself that it is not exact (余, 多, 近), so that no other
    word of that kind fits before it.
    """

    chinese: str
    english: str
    bound: bool = False


def spelt(number: int, *, inside: bool = False) -> str:
    """``number`` (0 to 99,999,999) in Chinese numerals: 105 is 一百零五, 110 is 一百一十.

    ``inside`` a longer number 十 keeps its 一.
    """
    if number < 10:
        return DIGITS[number]
    for unit, name in ((10_000, "万"), (1_000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            high, low = divmod(number, unit)
            head = "" if unit == 10 and high == 1 and not inside else spelt(high)
            gap = "零" if 0 < low < unit // 10 else ""
            return head + name + gap + (spelt(low, inside=True) if low else "")
    raise AssertionError(number)


def grouped(value: Decimal) -> str:
    """``value`` with thousands separators and without idle zeros: 1,250 or 3.4."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def english_amount(value: Decimal) -> str:
    """``value`` as English news writes it: 125 million, 3.4 trillion, 14,000."""
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if value >= size:
            return f"{grouped((value / size).normalize())} {name}"
    return grouped(value.normalize())


def _figure(draw: random.Random, highest: int) -> Decimal:
    """A figure as news writes it, with up to two decimals: 1.25, 3.4, 860."""
    places = draw.choice([0, 0, 1, 1, 2])
    whole = draw.choice([draw.randint(1, 9), draw.randint(10, 99), draw.randint(100, 999)])
    figure = Decimal(min(whole, highest))
    if places:
        figure += Decimal(draw.randint(1, 10**places - 1)).scaleb(-places)
    return figure


_UNITS = {"万": (10**4, 9999), "百万": (10**6, 9), "千万": (10**7, 9), "亿": (10**8, 9999)}


def large_number(
    draw: random.Random, units: tuple[str, ...] = ("万", "亿", "百万", "千万")
) -> Form:
    """A number with 万 or 亿 or 万亿, in digits, spelt out, or with 余, 多 or 数."""
    unit = draw.choice(units)
    size, highest = (10**12, 99) if unit == "万亿" else _UNITS[unit]
    style = draw.random()
    if unit in ("百万", "千万"):
        # 百万 and 千万 stand alone, or behind a spelt digit, or with 数 before them.
        if style < 0.4:
            return Form(f"数{unit}", "millions" if unit == "百万" else "tens of millions", True)
        digit = draw.randint(2, 9)
        name = "两" if digit == 2 else DIGITS[digit]
        return Form(f"{name}{unit}", english_amount(Decimal(digit * size)))
    figure = _figure(draw, highest)
    if style < 0.6:
        return Form(f"{grouped(figure)}{unit}", english_amount(figure * size))
    whole = int(figure)
    if style < 0.75:
        whole = max(10, whole - whole % 10)
        mark = draw.choice(["余", "多"])
        english = f"more than {english_amount(Decimal(whole * size))}"
        return Form(f"{whole}{mark}{unit}", english, True)
    name = "两" if whole == 2 and draw.random() < 0.8 else spelt(whole)
    if style < 0.85 and whole < 100:
        mark = draw.choice(["多", "余"])
        tens = whole % 10 == 0
        text = f"{name}{mark}{unit}" if tens else f"{name}{unit}多"
        return Form(text, f"more than {english_amount(Decimal(whole * size))}", True)
    return Form(f"{name}{unit}", english_amount(Decimal(whole * size)))


def small_number(draw: random.Random) -> Form:
    """A number under ten thousand, in digits or spelt out."""
    number = draw.choice([draw.randint(2, 12), draw.randint(10, 99), draw.randint(100, 9999)])
    if draw.random() < 0.6:
        return Form(draw.choice([str(number), f"{number:,}"]), f"{number:,}")
    name = spelt(number)
    if number == 2 or (name.startswith("二") and number >= 200):
        name = "两" + name[1:]
    return Form(name, f"{number:,}")


def count(draw: random.Random) -> Form:
    """A number of things from three to a few hundred."""
    number = draw.choice([draw.randint(3, 12), draw.randint(13, 400)])
    return Form(draw.choice([str(number), spelt(number)]), f"{number:,}")


_COUNTED = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def years(draw: random.Random) -> Form:
    """A number of years in a plan: two to ten."""
    number = draw.randint(2, 10)
    name = draw.choice([str(number), "两" if number == 2 else spelt(number)])
    return Form(name, _COUNTED[number - 2])


def share(draw: random.Random) -> Form:
    """A part of a whole, under 100 percent: 16.86%, 三成, 百分之五, 两成半, 四分之三."""
    style = draw.random()
    if style < 0.5:
        figure = grouped(Decimal(draw.randint(1, 99)) + Decimal(draw.randint(0, 99)).scaleb(-2))
        if draw.random() < 0.5:
            figure = str(draw.randint(1, 99))
        return Form(f"{figure}{draw.choice(['%', '%', '％'])}", f"{figure}%")
    if style < 0.75:
        tenths = draw.randint(1, 9)
        name = "两" if tenths == 2 else DIGITS[tenths]
        half = draw.random() < 0.2
        return Form(f"{name}成{'半' if half else ''}", f"{tenths}{'5' if half else '0'}%")
    if style < 0.85:
        number, whole, english = draw.choice(
            [
                ("一", "三", "one-third"),
                ("二", "三", "two-thirds"),
                ("一", "四", "one-quarter"),
                ("三", "四", "three-quarters"),
                ("一", "五", "one-fifth"),
                ("四", "五", "four-fifths"),
                ("一", "十", "one-tenth"),
            ]
        )
        return Form(f"{whole}分之{number}", english)
    percent = draw.randint(1, 99)
    return Form(f"百分之{spelt(percent)}", f"{percent}%")


def fall(draw: random.Random) -> Form:
    """A fall: under 100 percent, never a fraction in words."""
    while True:
        form = share(draw)
        if form.english.endswith("%"):
            return form


def growth(draw: random.Random) -> Form:
    """A rise, mostly under 100 percent but not always."""
    if draw.random() < 0.25:
        figure = draw.randint(100, 900)
        return Form(f"{figure}%", f"{figure}%")
    return fall(draw)


def money(draw: random.Random, units: tuple[str, ...] = ("万", "亿", "亿", "亿", "千万")) -> Form:
    """A sum of money with its currency."""
    number = large_number(draw, units)
    name = draw.choice(COMMON) if draw.random() < 0.8 else draw.choice(list(CURRENCIES))
    pattern = CURRENCIES[name]
    if number.english.endswith("millions"):
        name, noun = draw.choice([("元", "yuan"), ("美元", "dollars")])
        return Form(number.chinese + name, f"{number.english} of {noun}", True)
    head = "more than " if number.english.startswith("more than ") else ""
    english = head + pattern.format(number.english[len(head) :])
    chinese = f"新台币{number.chinese}元" if name == "新台币" else number.chinese + name
    return approximate(Form(chinese, english, number.bound), draw)


def approximate(form: Form, draw: random.Random, chance: float = 0.35) -> Form:
    """``form``, sometimes with 近, 约, 超过 and the like before it."""
    if form.bound or draw.random() >= chance:
        return form
    word = draw.choice(list(APPROXIMATE))
    return Form(word + form.chinese, APPROXIMATE[word].format(form.english), True)


def price(draw: random.Random) -> Form:
    """A price that a person pays: 99元, 3999元, 12.5元."""
    figure = draw.choice(
        [
            Decimal(draw.randint(2, 999)),
            Decimal(draw.randint(1000, 9999)),
            Decimal(draw.randint(10, 999)).scaleb(-1),
        ]
    )
    chinese = grouped(figure).replace(",", "")
    if draw.random() < 0.6:
        return Form(f"{chinese}元", f"{grouped(figure)} yuan")
    cents = figure != figure.to_integral_value()
    return Form(f"{chinese}美元", f"${figure:,.2f}" if cents else f"${grouped(figure)}")


def parameters(draw: random.Random) -> Form:
    """The size of a language model: 70亿, 6710亿, 1万亿."""
    if draw.random() < 0.25:
        figure = Decimal(draw.randint(1, 30)) / draw.choice([1, 10])
        return Form(f"{grouped(figure)}万亿", english_amount(figure * 10**12))
    billions = Decimal(draw.choice([draw.randint(1, 40), draw.randint(30, 900)]))
    return Form(f"{grouped(billions * 10).replace(',', '')}亿", english_amount(billions * 10**9))


def _written_year(year: int, draw: random.Random) -> str:
    if draw.random() < 0.12:
        return "".join(DIGITS[int(figure)] for figure in str(year)).replace("零", "〇") + "年"
    return f"{year}年"


def _year(draw: random.Random) -> int:
    first = draw.choice([1949, 2005, 2015, 2020])
    return draw.randint(first, 2026)


def month(draw: random.Random) -> Form:
    """A year, month or quarter: it takes ``in`` in English."""
    year, number = _year(draw), draw.randint(1, 12)
    written, style = _written_year(year, draw), draw.random()
    if style < 0.3:
        return Form(written, str(year))
    if style < 0.7:
        return Form(f"{written}{number}月", f"{MONTHS[number - 1]} {year}")
    if style < 0.8:
        return Form(f"{number}月", MONTHS[number - 1])
    quarter = draw.randint(1, 4)
    word = ("first", "second", "third", "fourth")[quarter - 1]
    return Form(f"{written}第{DIGITS[quarter]}季度", f"the {word} quarter of {year}")


def day(draw: random.Random) -> Form:
    """A day: it takes ``on`` in English."""
    year, number, date = _year(draw), draw.randint(1, 12), draw.randint(1, 28)
    if draw.random() < 0.1:
        written = f"{spelt(number)}月{spelt(date)}日"
        return Form(written, f"{MONTHS[number - 1]} {date}")
    style = draw.random()
    if style < 0.5:
        written = _written_year(year, draw)
        if written[0].isdecimal():
            return Form(f"{written}{number}月{date}日", f"{MONTHS[number - 1]} {date}, {year}")
        written += f"{spelt(number)}月{spelt(date)}日"
        return Form(written, f"{MONTHS[number - 1]} {date}, {year}")
    if style < 0.85:
        mark = draw.choice(["日", "日", "日", "号"])
        return Form(f"{number}月{date}{mark}", f"{MONTHS[number - 1]} {date}")
    weekday = draw.choice(list(WEEKDAYS))
    return Form(
        f"{number}月{date}日（周{weekday}）", f"{WEEKDAYS[weekday]}, {MONTHS[number - 1]} {date}"
    )


Maker = Callable[[random.Random], Form]

MAKERS: dict[str, Maker] = {
    "company": lambda draw: Form(*draw.choice(COMPANIES)),
    "money": money,
    "value": lambda draw: money(draw, ("亿", "亿", "万亿")),
    "price": price,
    "people": lambda draw: approximate(large_number(draw, ("万", "亿", "千万")), draw),
    "inhabitants": lambda draw: approximate(large_number(draw, ("万",)), draw),
    "parameters": parameters,
    "number": lambda draw: approximate(small_number(draw), draw),
    "count": count,
    "years": years,
    "share": lambda draw: approximate(share(draw), draw, 0.2),
    "growth": growth,
    "fall": fall,
    "month": month,
    "day": day,
    "large": lambda draw: approximate(
        large_number(draw, ("万", "亿", "万亿", "百万", "千万")), draw
    ),
}
"""What fills a field of a frame."""


_DOUBLED = re.compile(
    r"(约|突破|超过|约有|近|达|为|至)(近|约|大约|超过|逾|不到|至少|最多|数|\d*[余多])"
)


def fill(frame: tuple[str, str], draw: random.Random) -> tuple[str, str]:
    """A pair from ``frame``: each field, ``{name}`` or ``{name2}``, is the same on both sides."""
    while True:
        chinese, english = _filled(frame, draw)
        # "About" twice over: the frame says it already.
        if not _DOUBLED.search(chinese):
            return chinese, _mended(english)


def _filled(frame: tuple[str, str], draw: random.Random) -> tuple[str, str]:
    chinese, english = frame
    for name, make in MAKERS.items():
        for field in (f"{{{name}}}", f"{{{name}2}}"):
            if field in chinese:
                form = make(draw)
                chinese = chinese.replace(field, form.chinese)
                english = english.replace(field, form.english)
    return chinese, english


def _mended(english: str) -> str:
    """``english`` as grammar wants it after filling in: genitives, counts, the first letter."""
    english = english.replace("s's", "s'")
    english = re.sub(r"\bmillions (?!of\b)(?=[a-z])", "millions of ", english)
    english = re.sub(r"less than (?=[\d,.]+ (?:[mb]illion )?[a-z])", "fewer than ", english)
    return english[:1].upper() + english[1:]


def number_pairs(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """``count`` pairs of sentences, headlines and bare figures with numbers in them."""
    draw = random.Random(seed)
    for _ in range(count):
        yield fill(draw.choice(FRAMES), draw)
