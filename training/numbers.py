"""Numbers, dates and amounts by rule, in the forms that Chinese news writes them.

Parallel text is thin exactly here (亿元 hardly occurs in the open corpora), and here a small
model's mistakes hurt most: 1.25亿 is 125 million, 三成 is 30 percent. Every pair is drawn from a
seeded generator, so that a training set can be made again.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

DIGITS = "零一二三四五六七八九"
MONTHS = (
    "January February March April May June July August September October November December"
).split()
WEEKDAYS = {
    "一": "Monday",
    "二": "Tuesday",
    "三": "Wednesday",
    "四": "Thursday",
    "五": "Friday",
    "六": "Saturday",
    "日": "Sunday",
}
CURRENCIES = {
    "元": ("{} yuan", "{} yuan"),
    "元人民币": ("{} yuan", "{} yuan"),
    "美元": ("${}", "${}"),
    "欧元": ("€{}", "€{}"),
    "港元": ("HK${}", "HK${}"),
    "日元": ("{} yen", "{} yen"),
    "新台币": ("NT${}", "NT${}"),
}
APPROXIMATE = {
    "": "",
    "近": "nearly ",
    "约": "about ",
    "超过": "more than ",
    "逾": "over ",
    "不到": "less than ",
    "至少": "at least ",
    "大约": "roughly ",
}


@dataclass(frozen=True)
class Form:
    """A number as Chinese writes it and as English does."""

    chinese: str
    english: str


def spelt(number: int) -> str:
    """``number`` (0 to 99,999,999) in Chinese numerals as spoken: 105 is 一百零五."""
    if number < 10:
        return DIGITS[number]
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = "零" if 0 < low < 1_000 else ""
        return spelt(high) + "万" + gap + (spelt(low) if low else "")
    for unit, name in ((1_000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            high, low = divmod(number, unit)
            head = "" if unit == 10 and high == 1 else DIGITS[high]
            gap = "零" if 0 < low < unit // 10 else ""
            return head + name + gap + (spelt(low) if low else "")
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


def large_number(draw: random.Random) -> Form:
    """A number with 万 or 亿 or 万亿, in digits, spelt out or with 余 and 多."""
    unit, size, highest = draw.choice(
        [("万", 10**4, 9999), ("亿", 10**8, 9999), ("万亿", 10**12, 90), ("百万", 10**6, 99)]
    )
    style = draw.random()
    if style < 0.35:
        figure = Decimal(draw.randint(1, 9999)).scaleb(-draw.choice([1, 2]))
        if figure >= highest:
            figure = figure.scaleb(-1)
        return Form(f"{grouped(figure)}{unit}", english_amount(figure * size))
    whole = draw.choice([draw.randint(1, 99), draw.randint(1, min(highest, 9999))])
    if style < 0.65:
        return Form(f"{whole}{unit}", english_amount(Decimal(whole * size)))
    if style < 0.75:
        whole = max(10, whole - whole % 10)
        return Form(
            f"{whole}{draw.choice(['余', '多'])}{unit}",
            f"more than {english_amount(Decimal(whole * size))}",
        )
    if unit == "百万":
        unit, size = "万", 10**4
    name = "两" if whole == 2 and draw.random() < 0.8 else spelt(whole)
    return Form(f"{name}{unit}", english_amount(Decimal(whole * size)))


def small_number(draw: random.Random) -> Form:
    """A number under ten thousand, in digits or spelt out."""
    number = draw.choice([draw.randint(2, 12), draw.randint(10, 99), draw.randint(100, 9999)])
    if draw.random() < 0.5:
        return Form(str(number), f"{number:,}")
    return Form("两" if number == 2 else spelt(number), f"{number:,}")


def percentage(draw: random.Random) -> Form:
    """A share: 16.86%, 三成, 百分之五, 两成半, 翻了一番 is left to text."""
    style = draw.random()
    if style < 0.5:
        figure = grouped(Decimal(draw.randint(1, 9999)).scaleb(-draw.choice([0, 1, 2])))
        return Form(f"{figure}{draw.choice(['%', '%', '％'])}", f"{figure}%")
    if style < 0.75:
        tenths = draw.randint(1, 9)
        name = "两" if tenths == 2 else DIGITS[tenths]
        half = draw.random() < 0.2
        return Form(f"{name}成{'半' if half else ''}", f"{tenths}{'5' if half else '0'}%")
    number = draw.randint(1, 99)
    return Form(f"百分之{spelt(number)}", f"{number}%")


def money(draw: random.Random) -> Form:
    """A sum of money with its currency."""
    number = large_number(draw) if draw.random() < 0.75 else small_number(draw)
    name = draw.choice(list(CURRENCIES))
    form = CURRENCIES[name][0]
    if number.english.startswith("more than "):
        return Form(
            number.chinese + name, "more than " + form.format(number.english[len("more than ") :])
        )
    about = draw.choice(list(APPROXIMATE))
    if name == "新台币":
        return Form(f"{about}{name}{number.chinese}元", APPROXIMATE[about] + form.format(number.english))
    return Form(about + number.chinese + name, APPROXIMATE[about] + form.format(number.english))


def date(draw: random.Random) -> Form:
    """A date, from a year alone to a day with its weekday."""
    year, month, day = draw.randint(1949, 2026), draw.randint(1, 12), draw.randint(1, 28)
    written = f"{year}年"
    if draw.random() < 0.12:
        written = "".join(DIGITS[int(figure)] for figure in str(year)) + "年"
        written = written.replace("零", "〇")
    style = draw.random()
    if style < 0.2:
        return Form(written, str(year))
    if style < 0.4:
        return Form(f"{written}{month}月", f"{MONTHS[month - 1]} {year}")
    if style < 0.75:
        return Form(f"{written}{month}月{day}日", f"{MONTHS[month - 1]} {day}, {year}")
    if style < 0.9:
        return Form(f"{month}月{day}日", f"{MONTHS[month - 1]} {day}")
    weekday = draw.choice(list(WEEKDAYS))
    return Form(
        f"{month}月{day}日（周{weekday}）", f"{WEEKDAYS[weekday]}, {MONTHS[month - 1]} {day}"
    )


COMPANIES = [
    ("腾讯", "Tencent"),
    ("阿里巴巴", "Alibaba"),
    ("百度", "Baidu"),
    ("字节跳动", "ByteDance"),
    ("华为", "Huawei"),
    ("小米", "Xiaomi"),
    ("京东", "JD.com"),
    ("美团", "Meituan"),
    ("拼多多", "Pinduoduo"),
    ("英伟达", "Nvidia"),
    ("台积电", "TSMC"),
    ("微软", "Microsoft"),
    ("谷歌", "Google"),
    ("亚马逊", "Amazon"),
    ("苹果公司", "Apple"),
    ("特斯拉", "Tesla"),
    ("比亚迪", "BYD"),
    ("宁德时代", "CATL"),
    ("软银集团", "SoftBank Group"),
    ("摩尔线程", "Moore Threads"),
    ("月之暗面", "Moonshot AI"),
    ("阶跃星辰", "StepFun"),
    ("硅基流动", "SiliconFlow"),
    ("深度求索", "DeepSeek"),
    ("甲骨文", "Oracle"),
    ("联想", "Lenovo"),
    ("中芯国际", "SMIC"),
    ("寒武纪", "Cambricon"),
    ("OpenAI", "OpenAI"),
    ("DeepSeek", "DeepSeek"),
    ("MiniMax", "MiniMax"),
    ("Anthropic", "Anthropic"),
    ("Meta", "Meta"),
    ("AMD", "AMD"),
]

Frame = tuple[str, str]
# {c} company, {m} money, {n} large number, {k} small number, {p} share, {d} date.
FRAMES: list[Frame] = [
    ("{c}的营收达到{m}，同比增长{p}。", "{c}'s revenue reached {m}, up {p} year on year."),
    ("{c}第三季度净利润为{m}，同比下降{p}。",
     "{c}'s third-quarter net profit was {m}, down {p} from a year earlier."),
    ("{d}，{c}宣布完成{m}融资。", "On {d}, {c} announced that it had raised {m}."),
    ("{c}的估值升至{m}。", "{c}'s valuation rose to {m}."),
    ("{c}计划在未来{k}年投入{m}。", "{c} plans to invest {m} over the next {k} years."),
    ("{c}的用户数突破{n}。", "{c}'s user base passed {n}."),
    ("截至{d}，{c}的用户已达{n}。", "As of {d}, {c} had {n} users."),
    ("{c}股价下跌{p}，市值蒸发{m}。",
     "{c}'s shares fell {p}, wiping out {m} in market value."),
    ("{c}股价上涨{p}，报{k}元。", "{c}'s shares rose {p} to {k} yuan."),
    ("这款应用的下载量达{n}次。", "The app has been downloaded {n} times."),
    ("该模型共有{n}个参数。", "The model has {n} parameters."),
    ("每个任务只激活{p}的参数。", "Each task activates only {p} of the parameters."),
    ("成本降低了{p}。", "Costs fell by {p}."),
    ("这笔交易价值{m}。", "The deal is worth {m}."),
    ("全年预算为{m}，比去年多{p}。", "The budget for the year is {m}, {p} more than last year."),
    ("{d}，参加活动的有{k}人。", "On {d}, {k} people took part in the event."),
    ("这座城市有{n}人口。", "The city has a population of {n}."),
    ("{p}的受访者表示支持。", "{p} of respondents said they were in favour."),
    ("价格从{m}涨到{m}。", "The price rose from {m} to {m}."),
    ("{c}在{d}开源了这个模型。", "{c} open-sourced the model on {d}."),
    ("{c}融资{m}", "{c} Raises {m}"),
    ("{c}市值突破{m}", "{c}'s Market Value Tops {m}"),
    ("训练只花了{m}，用了{k}张显卡。", "Training cost only {m} and used {k} graphics cards."),
    ("访问量增长了{p}，达到{n}。", "Traffic grew {p} to {n}."),
    ("{m}", "{m}"),
    ("{n}", "{n}"),
    ("{p}", "{p}"),
    ("{d}", "{d}"),
]


def fill(frame: Frame, draw: random.Random) -> tuple[str, str]:
    """A pair from ``frame``, its fields drawn one after the other on both sides."""
    makers: dict[str, Callable[[random.Random], Form]] = {
        "{c}": lambda source: Form(*source.choice(COMPANIES)),
        "{m}": money,
        "{n}": large_number,
        "{k}": small_number,
        "{p}": percentage,
        "{d}": date,
    }
    chinese, english = frame
    for field, make in makers.items():
        while field in chinese:
            form = make(draw)
            chinese = chinese.replace(field, form.chinese, 1)
            english = english.replace(field, form.english, 1)
    return chinese, english[:1].upper() + english[1:]


def number_pairs(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """``count`` pairs of sentences, headlines and bare figures with numbers in them."""
    draw = random.Random(seed)
    for _ in range(count):
        yield fill(draw.choice(FRAMES), draw)
