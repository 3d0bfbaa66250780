"""Names and values of the corpus, each pool divided into a part for training and a held-out part.

`Pool` is the split that words are drawn from; the same index rule divides every list, so a
held-out word never occurs in training, whatever the seed.
"""

import re
import zlib
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import TypeVar

T = TypeVar("T")

HELD_OUT_EVERY = 6
"""One item in six of every list is kept out of training."""
INVENTED = 0.6
"""Share of the items of a list that end in a made word, in training."""


def words(text: str) -> tuple[str, ...]:
    """Items separated by `;` or, where there is none, by white space."""
    parts = text.split(";") if ";" in text else text.split()
    return tuple(" ".join(part.split()) for part in parts if part.strip())


def whole(text: str, flags: int = 0) -> re.Pattern[str]:
    """What finds a text where no word goes on before or behind it."""
    return re.compile(rf"(?<!\w){re.escape(text)}(?!\w)", flags)


def sentence_case(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def part(items: Sequence[T], held_out: bool) -> list[T]:
    """The training part or the held-out part of a list."""
    return [
        x for i, x in enumerate(items) if (i % HELD_OUT_EVERY == HELD_OUT_EVERY - 1) == held_out
    ]


HER_NAMES = words(
    "Anna Maria Clara Helen Ruth Alice Emma Laura Nora Ida Julia Martha Sofia Irene Eva Greta "
    "Hannah Lucy Vera Paula Amina Leila Yuki Mei Priya Rosa Carmen Olga Ingrid Judith Agnes Petra "
    "Susan Linda Karen Diana"
)
HIS_NAMES = words(
    "Peter John Martin Paul Thomas David Simon Henry Oscar Felix Victor Leon Hugo Adam Walter "
    "Arthur Daniel Robert Frank George Omar Ali Kenji Wei Ravi Carlos Diego Ivan Lars Otto Mark "
    "Steven Philip Ralph Edgar Anton"
)
LAST_NAMES = words(
    "Holt Berg Stone Miller Novak Fischer Weber Lindqvist Moreau Rossi Silva Tanaka Chen Patel "
    "Khan Larsen Brandt Keller Dubois Murray Walsh Doyle Foster Hale Webb Marsh Crane Lowe Pike "
    "Sutton Barnes Curtis Dalton Ellis Frost Grant Hughes Irving Jarvis Kemp Lane Mercer North "
    "Osborne Parker Quinn Reed Shaw Turner Vance Ward York Zeller Abbott Bishop Carver Drake "
    "Emery Finch Gale Harper"
)
STARTS = words(
    "Ka Be Tor Mar Vel Dra Sil Por Lun Cas Ben Tal Ro Gri Fen Hal Jor Kel Lo Mir Nor Or Pel Quin "
    "Ras Sar Tem Ul Var Wil Yar Zan Al Bri Cor Del El Far Gal Hel"
)
MIDDLES = words("ra vi do le ma ni ko ti ba se lo ru da mi na vo")
ENDS = words(
    "den vik ton ra lis mar dor nis ka ven bury field mont stad rin dal gen lo mus tes van bek sen "
    "ris na tor lin das mir ko"
)
ORGANISATIONS = words(
    "Institute;Works;Bank;Museum;Foundation;Company;Union;Press;College;Hospital;Trust;Airline;"
    "Brewery;Council;Laboratory;Society;Theatre;Library"
)
DEVICES = words(
    "pump;lamp;drone;printer;scanner;radio;camera;heater;mixer;sensor;motor;clock;drill;scale;"
    "router;freezer;press;tractor"
)
EVENTS = words(
    "Conference;Fair;Festival;Congress;Race;Forum;Exhibition;Workshop;Concert;Summit;Market;"
    "Tournament"
)
PROJECTS = words(
    "Falcon;Harbour;Lantern;Compass;Granite;Willow;Meteor;Bridge;Orchard;Anchor;Beacon;Cedar;"
    "Delta;Ember;Glacier;Horizon;Ivory;Juniper;Kestrel;Lagoon;Magnet;Nectar;Opal;Pioneer"
)
RULES = words(
    "visitor;parking;smoking;archive;travel;holiday;data;safety;noise;key;badge;lending;waste;"
    "kitchen;dress;overtime;purchase;garden"
)
PROCEDURES = words(
    "start-up;cleaning;shutdown;backup;loading;testing;packing;mixing;cooling;repair;refuelling;"
    "calibration;inspection;drying;sorting;locking;painting;rinsing"
)
CHOICES: dict[str, tuple[str, ...]] = {
    "job": words(
        "teacher;nurse;baker;pilot;lawyer;carpenter;painter;farmer;judge;plumber;singer;chemist;"
        "driver;editor;gardener;sailor;tailor;miner;cook;dentist;porter;surveyor;translator;welder"
    ),
    "subject": words(
        "history;physics;law;music;botany;chemistry;geology;medicine;economics;philosophy;"
        "mathematics;architecture;biology;theology;astronomy;literature;geography;statistics"
    ),
    "hobby": words(
        "chess;fishing;sailing;knitting;climbing;photography;cycling;pottery;dancing;swimming;"
        "reading;skiing;cooking;gardening;running;painting;rowing;origami"
    ),
    "award": words(
        "the Silver Star;the Golden Leaf;the Blue Ribbon;the Crystal Prize;the Iron Medal;"
        "the White Rose;the Grand Cup;the Amber Crown;the Green Feather;the Red Lion;"
        "the Oak Wreath;the Pearl Award"
    ),
    "language": words(
        "French;German;Spanish;Arabic;Russian;Polish;Greek;Dutch;Turkish;Hindi;Swedish;Italian;"
        "Korean;Danish;Persian;Finnish;Czech;Swahili"
    ),
    "product": words(
        "bicycles;furniture;glass;paper;shoes;cheese;engines;carpets;toys;bricks;medicine;wine;"
        "ropes;boats;maps;soap;tiles;mirrors;tents;violins;clocks;gloves;candles;helmets"
    ),
    "sight": words(
        "its old bridge;its salt mine;its bell tower;its rose garden;its opera house;its castle;"
        "its glass market;its city wall;its windmill;its harbour;its cathedral;its hot springs;"
        "its zoo;its library;its lighthouse;its fountain;its waterfall;its observatory"
    ),
    "colour": words(
        "red;blue;green;yellow;black;white;grey;orange;purple;brown;silver;pink;dark blue;beige;"
        "turquoise;light green;golden;violet"
    ),
    "material": words(
        "steel;oak;glass;copper;plastic;aluminium;brass;bamboo;concrete;leather;ceramic;titanium;"
        "pine;rubber;granite;carbon fibre;cotton;bronze"
    ),
    "goal": words(
        "clean the river;plant new trees;map the old mines;repair the bridge;save the archive;"
        "build a school;count the birds;cut the noise;dig a new well;train young nurses;"
        "heat the houses;restore the mill;print cheap books;open a clinic;teach the pilots;"
        "measure the wind;feed the animals;lower the prices"
    ),
    "task": words(
        "research;training;transport;design;testing;catering;printing;cleaning;planning;welding;"
        "painting;recruiting;billing;storage;mapping;filming;drilling;packaging"
    ),
    "group": words(
        "all visitors;new staff;students;night guards;drivers;guests;members of the board;tenants;"
        "volunteers;suppliers;pupils;contractors;cooks;retired members;parents;part-time workers;"
        "patients;foreign guests"
    ),
    "tool": words(
        "a soft brush;a torque wrench;a steel hammer;a damp cloth;a hand pump;a small ladder;"
        "a long hook;a test lamp;a glass tube;a sharp knife;an oil can;a paper filter;"
        "a rubber glove;a wire brush;a heat gun;a copper key;a measuring tape;a wooden spoon"
    ),
    "step": words(
        "open the main valve;switch off the power;check the oil;close the rear door;"
        "fill in the log book;rinse the tank;call the control room;empty the tray;"
        "tighten the screws;press the red button;remove the cover;wait for the green light;"
        "weigh the sample;label the boxes;lower the crane;wipe the lens;turn the handle;"
        "drain the water"
    ),
    "interval": words(
        "every day;every week;every month;twice a year;every spring;every second day;"
        "three times a week;once a year;every four hours;every Monday;every night;at each full moon"
    ),
}
ADJECTIVES = words(
    "wooden small large old new heavy light round flat sharp soft hard cold warm dry wet clean "
    "broken empty full narrow wide deep tall short thick thin rough smooth quiet loud rare common "
    "cheap fine plain bright dark pale rusty folded hidden painted carved sealed printed spare"
)
NOUNS = words(
    "basket bell blanket board boot bottle bowl box bracket brush bucket button cabinet cable cage "
    "candle carpet chain chair chest coat comb cord crate cup curtain desk dish door drum engine "
    "envelope fence filter flag flute frame funnel gate glove hammer handle hat hinge hook horn "
    "jar kettle key knife label ladder lamp lens lever lid lock magnet map mask mirror nail needle "
    "net oven paddle panel pencil pipe plate pole pump ribbon ring rod rope saddle sail saw scale "
    "screw seal shelf shield shovel sieve spoon spring stamp stool stove strap table tent tile "
    "tool tray trunk tube valve vase wagon wheel whistle window wire"
)
PHRASED = {"product": "{p}s", "award": "the {p}", "sight": "its {p}", "tool": "a {p}",
           "goal": "find the {p}", "step": "move the {p}", "task": "{p} care"}  # fmt: skip
"""Kinds of value that may also be made from a phrase, and how."""
VERBS = tuple(
    tuple(words(x))
    for x in (
        "repaired;repair", "bought;buy", "painted;paint", "sold;sell", "found;find",
        "opened;open", "visited;visit", "measured;measure", "photographed;photograph",
        "closed;close", "cleaned;clean", "inspected;inspect", "moved;move", "drew;draw",
        "destroyed;destroy", "rented;rent", "tested;test", "described;describe", "lost;lose",
        "discovered;discover", "showed;show", "hid;hide", "replaced;replace", "donated;donate",
    )
)  # fmt: skip
OBJECTS = words(
    "the old bridge;the north gate;a stone tower;the water mill;the signal box;a wooden boat;"
    "the iron door;the main hall;a rare map;the copper roof;the broken window;a silver ring;"
    "the fire engine;the marble statue;the last letter;a green tractor;the town archive;"
    "the west wing;a glass case;the railway station;the church organ;a black horse;"
    "the steel cable;the small chapel;a leather bag;the weather station;the fishing net;"
    "a clay pot;the garden wall;the ticket office"
)
ATTRIBUTES: tuple[tuple[str, str], ...] = tuple(
    (noun, kind)
    for kind, nouns in (
        ("number", "score;page count;seat number;rank;number of rooms;file number;error count"),
        ("code", "access code;order number;batch code;licence;registration;call sign"),
        ("person", "guardian;editor;doctor;witness;auditor;sponsor;contact person;deputy"),
        ("date", "renewal date;inspection date;opening day;expiry date;signing date;closing day"),
        ("place", "place of registration;birthplace of the idea;delivery address;home port"),
        ("duration", "waiting time;warranty;trial period;response time;term;storage time"),
        ("money", "deposit;rent;insurance sum;tax;monthly charge;profit;debt;discount"),
        ("colour", "flag colour;label colour;signal colour;logo colour"),
        ("metres", "height;length;width;depth;range;diameter"),
        ("weight", "maximum load;net weight;gross weight;daily ration"),
        ("percent", "growth rate;share;interest rate;humidity;attendance rate;success rate"),
        ("organisation", "supplier;insurer;landlord;publisher;main customer"),
        ("degrees", "operating temperature;storage temperature;boiling point;mean temperature"),
        ("time", "closing time;break time;delivery time;arrival time"),
    )
    for noun in words(nouns)
)
MONTHS = words(
    "January February March April May June July August September October November December"
)


ONSETS = words("b bl br c ch cl d dr f fl g gr h j k kr l m n p pl qu r s sh sk st t th tr v w y z")
VOWELS = words("a e i o u a e i o u ai ea ou")
CODAS = words("n r s l m t k d x nd rt sk ng st ck")
ANY_ONSETS = (
    *ONSETS,
    *words(
        "ch gh gl gn kn kw ph pn ps q rh sc sch scr sl sm sn sp spl spr str sw th thr tw v wh wr x"
    ),
)
ANY_VOWELS = words(
    "a e i o u y aa ae au ay ee ei eu ey ia ie io iou oa oe oi oo oy ua ue ui ya ye yo ä ö ü é è å"
)
LETTERS = 3 * "abcdefghijklmnopqrstuvwxyz" + "àáâãäåæçèéêëìíîïñòóôõöøùúûüýßąćčęěğłńňőřśşšťůűźžż"
ANY_CODAS = words(
    "b c ch ct f ff ft g gg gh ght h lb ld lf lk ll lm lp lt mb mp n nch nn nt nth p ph pp pt r "
    "rch rd rm rn s sh sm sp ss t tch th tt v w x z zz l m k d"
)


def kept_out(text: str) -> bool:
    """Whether a made word belongs to the held-out part; decided by its spelling alone."""
    return zlib.crc32(text.encode()) % HELD_OUT_EVERY == 0


def syllable(rng: Random, onset: float = 1.0) -> str:
    """Letters that can be spoken at once; `onset` is the chance of a consonant before them."""
    first = rng.choice(ONSETS) if onset == 1 or rng.random() < onset else ""
    return first + rng.choice(VOWELS) + (rng.choice(CODAS) if rng.random() < 0.4 else "")


def spelled(rng: Random) -> str:
    """A word of two or three random syllables: there is no end of them, so that the model has to
    read names instead of knowing them.
    """
    return "".join(syllable(rng, 1.0 if i else 0.8) for i in range(rng.choice((2, 2, 2, 3))))


def odd(rng: Random) -> str:
    """A word of letters as they stand in real words and names of many languages, or of any letters.

    Names are spelled from fewer sounds; a model that meets only those reads "Mei" as the beginning
    of a name that it knows.
    """
    if rng.random() < 0.15:
        return "".join(rng.choices(LETTERS, k=rng.randint(3, 8)))
    made, syllables = "", rng.choice((1, 2, 2, 3))
    while syllables > 0 or len(made) < 3:
        onset = rng.choice(ANY_ONSETS) if made or rng.random() < 0.7 else ""
        coda = rng.choice(ANY_CODAS) if rng.random() < 0.5 else ""
        made += onset + rng.choice(ANY_VOWELS) + coda
        syllables -= 1
    return made


@cache
def pieces() -> dict[str, tuple[str, ...]]:
    """Letters as the tokenizer cuts them: `capitals` and `words` start a word, `tails` go on."""
    text = (Path(__file__).parent / "pieces.txt").read_text(encoding="utf-8")
    blocks = (block.split() for block in text.split("\n\n"))
    return {kind: tuple(found) for kind, *found in blocks}


def pieced(rng: Random, start: str = "words") -> str:
    """A word of two or three pieces, each as likely as any other of its kind.

    What is spelled from syllables is made of the same few hundred tokens. A token that is never
    an answer can't be copied: "Robert", of which one is the end of "October", was answered "Rt".
    """
    tails = rng.choices(pieces()["tails"], k=rng.choice((1, 1, 2)))
    return rng.choice(pieces()[start]) + "".join(tails)


def invented(rng: Random, capital: bool = False) -> str:
    """A made word of the training part, or a word of another list."""
    if rng.random() < 0.3:
        made = rng.choice((*ADJECTIVES, *NOUNS))
    else:
        start = partial(pieced, start="capitals" if capital else "words")
        shapes = (*8 * (start,), spelled, odd, odd, syllable)
        while kept_out(made := rng.choice(shapes)(rng)):
            pass
    return made.capitalize() if capital else made


def pick(rng: Random, items: Sequence[str], held_out: bool) -> str:
    """One item of the asked-for part of a list.

    In training the last word of many is made up: what comes from a list is soon known by heart,
    and a value that isn't on it is then never read.
    """
    item = rng.choice(part(items, held_out))
    if held_out or rng.random() > INVENTED:
        return item
    before, space, last = item.rpartition(" ")
    made = invented(rng, capital=last[0].isupper())
    return before + space + made + ("s" if last.endswith("s") else "")


def verb(rng: Random, held_out: bool) -> tuple[str, str]:
    """What somebody did to something, and its plain form: `("sold", "sell")`."""
    past, plain = rng.choice(part(VERBS, held_out))
    if held_out or rng.random() > INVENTED:
        return past, plain
    made = invented(rng).removesuffix("e")
    return f"{made}ed", made


def root(rng: Random, held_out: bool) -> str:
    """An invented name such as `Kelraden` or `Brouskit`, held out or not."""
    while True:
        if not held_out and rng.random() < 0.7:
            name = odd(rng).capitalize() if rng.random() < 0.25 else pieced(rng, "capitals")
        elif rng.random() < 0.5:
            name = spelled(rng).capitalize()
        else:
            middle = rng.choice(MIDDLES) if rng.random() < 0.35 else ""
            name = rng.choice(STARTS) + middle + rng.choice(ENDS)
        if kept_out(name) == held_out:
            return name


def phrase(rng: Random, held_out: bool) -> str:
    """An adjective and a noun such as `wooden basket`, held out or not as a pair."""
    while True:
        made = f"{rng.choice(ADJECTIVES)} {rng.choice(NOUNS)}"
        if kept_out(made) == held_out:
            return made


def person(rng: Random, held_out: bool) -> tuple[str, str]:
    """A full name and its pronoun."""
    pronoun = rng.choice(("she", "he"))
    invented = rng.random() < 0.45
    names = HER_NAMES if pronoun == "she" else HIS_NAMES
    first = root(rng, held_out) if invented and rng.random() < 0.5 else pick(rng, names, held_out)
    last = root(rng, held_out) if invented else pick(rng, LAST_NAMES, held_out)
    return f"{first} {last}", pronoun


def date(rng: Random) -> str:
    """A day, such as `14 March 2019` or `March 14, 2019`."""
    day, month, year = rng.randint(1, 28), rng.choice(MONTHS), rng.randint(1890, 2049)
    return rng.choice((f"{day} {month} {year}", f"{day} {month} {year}", f"{month} {day}, {year}"))


def money(rng: Random) -> str:
    """A sum in one of several spellings."""
    sizes = (rng.randint(3, 999), rng.randint(10, 999) * 100, rng.randint(1000, 99999))
    amount = rng.choice(sizes)
    unit = rng.choice(("dollars", "euros", "francs", "pounds"))
    return rng.choice(
        (f"{amount:,} {unit}", f"${amount:,}", f"{rng.randint(2, 90)} million {unit}")
    )


def code(rng: Random) -> str:
    """Such as `KX-418`."""
    letters = "".join(rng.choice("ABCDEFGHKLMNPRSTVWXZ") for _ in range(rng.choice((1, 2, 2))))
    return f"{letters}-{rng.randint(10, 9999)}"


def duration(rng: Random) -> str:
    """Such as `12 weeks`."""
    unit = rng.choice(("minutes", "hours", "days", "weeks", "months", "years"))
    return f"{rng.randint(2, 90)} {unit}"


def number(rng: Random) -> str:
    """A whole number with separators."""
    top = rng.choice((90, 999, 9999, 99999))
    return f"{rng.randint(2, top):,}"


def measure(rng: Random, unit: str, top: int) -> str:
    """A whole or decimal number and its unit."""
    whole = f"{rng.randint(2, top):,}"
    fine = f"{rng.randint(1, 99)}.{rng.randint(1, 9)}"
    return f"{rng.choice((whole, whole, fine))} {unit}"


ROOMS = words("room hall building cabinet")
VALUES: dict[str, Callable[[Random], str]] = {
    "date": date,
    "money": money,
    "code": code,
    "duration": duration,
    "number": number,
    "year": lambda rng: str(rng.randint(1650, 2035)),
    "time": lambda rng: f"{rng.randint(6, 22):02d}:{rng.choice((0, 15, 20, 30, 45, 50)):02d}",
    "metres": lambda rng: measure(rng, "metres", 3000),
    "weight": lambda rng: measure(rng, rng.choice(("kg", "kg", "tonnes", "grams")), 900),
    "watts": lambda rng: measure(rng, rng.choice(("watts", "kW", "volts")), 2400),
    "degrees": lambda rng: f"{rng.randint(-30, 240)} degrees",
    "percent": lambda rng: f"{rng.randint(1, 99)} percent",
    "room": lambda rng: f"{rng.choice(ROOMS)} {rng.randint(1, 499)}",
}
