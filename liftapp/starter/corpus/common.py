"""Common words, and the forms of verbs: what relations and prose without end are made of."""

import re
from random import Random

from liftapp.starter.corpus import vocabulary as v

PREPOSITIONS = (
    *("of", "in", "by", "to", "with", "for", "from", "on", "at", "under", "past", "out of"),
    *("as", "over", "behind", "beside", "within", "against", "after", "before", "near", "through"),
)
COMMON_VERBS = v.words(
    "accept add aim allow answer apply approve arrange ask assign attach await base bind block "
    "book borrow build buy call carry cast catch change charge check choose claim clean close "
    "collect combine connect contain control copy count cover create cut deal deliver deny design "
    "direct divide draw drive earn employ enter examine expect explain face feed fill find finish "
    "fit fix follow force form gain gather give grant guard guide hand handle hear help hire hold "
    "include inform invite join keep know label launch lay lead leave lend limit link list load "
    "lock make manage mark match measure meet mention mix move name need note offer open order "
    "owe pack paint pass pay permit place plan prefer present press print produce protect prove "
    "provide pull push put raise reach read receive record reduce refuse register remove rent "
    "repair replace report request require return reveal ring rule run save see seek select sell "
    "send serve set settle shape share show sign sort speak spend spread start state stop store "
    "study supply support take teach tell test trace track trade train treat trust turn use value "
    "visit want warn wash watch win wish write"
)
COMMON_NOUNS = v.words(
    "account action advice agent amount answer area article band base basis board body bond book "
    "border branch budget building case cause centre chain change chapter charge claim class "
    "clause code column committee company concern condition contract control copy corner council "
    "country course cover craft crew crown current custom deal degree delivery demand desk detail "
    "district document door edge effect effort end entry estate exchange exit face factor farm fee "
    "field figure file floor flow force form frame fund garden gate goal grade ground growth guard "
    "guide hall head home hour house idea image income interest issue item job journal kind land "
    "law layer leader letter level licence limit line list load loan lot machine market mark "
    "master material matter meeting member mill mind model motion mountain network note notice "
    "number object offer office order origin page paper part partner path period plan plant plate "
    "point policy port position power practice price problem process product profit proof purpose "
    "quality question range rate reason record region report request result return right risk "
    "road roof root rule sale sample scale scheme season seat section sector series service shape "
    "share ship shop side sign signal site size skill source space speech staff stage standard "
    "state station step stock store story stream street strength style subject supply support "
    "surface system target task term test theme title tool topic trade traffic treaty trial trust "
    "type union unit value version view village visit voice volume vote wage wall watch water way "
    "weight wing work yard year zone"
)
COMMON_ADJECTIVES = v.words(
    "active actual annual basic big bright broad busy central certain chief clear close cold "
    "common complete correct current daily deep direct double due early easy entire equal exact "
    "extra fair familiar famous far fast final fine first fixed flat foreign formal former free "
    "fresh full future general good grand great happy hard heavy high huge ideal initial inner "
    "joint key large last late legal light likely little local long loose low main major minor "
    "modern monthly narrow near new next normal official old only open outer own past plain "
    "possible present private proper public pure quick quiet rare ready real recent regular rich "
    "safe second secret senior sharp short simple single slow small social soft solid special "
    "steady strict strong sure tall thick thin third total true upper usual valid warm wide"
)
PARTICIPLES = dict(
    pair.split("/")
    for pair in v.words(
        "bind/bound build/built buy/bought cast/cast catch/caught choose/chosen cut/cut "
        "deal/dealt draw/drawn drive/driven feed/fed find/found fit/fitted give/given hear/heard "
        "hold/held keep/kept know/known lay/laid lead/led leave/left lend/lent make/made meet/met "
        "pay/paid permit/permitted prefer/preferred put/put read/read ring/rung run/run see/seen "
        "seek/sought sell/sold send/sent set/set show/shown speak/spoken spend/spent spread/spread "
        "stop/stopped take/taken teach/taught tell/told win/won write/written"
    )
)
CONSONANT_Y = re.compile("[^aeiou]y$")


def some_verb(rng: Random) -> str:
    """A verb, common or made up."""
    return v.invented(rng).removesuffix("e") if rng.random() < 0.5 else rng.choice(COMMON_VERBS)


def some_noun(rng: Random) -> str:
    """A noun, common or made up, half of the time with a word before it."""
    made = v.invented(rng) if rng.random() < 0.5 else rng.choice(COMMON_NOUNS)
    if rng.random() < 0.5:
        first = rng.choice((COMMON_NOUNS, COMMON_ADJECTIVES))
        return f"{v.invented(rng) if rng.random() < 0.3 else rng.choice(first)} {made}"
    return made


def third(verb: str) -> str:
    """The third person of a verb: `carries`."""
    if CONSONANT_Y.search(verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "x", "ch", "sh", "z")) else f"{verb}s"


def plain(verb: str) -> str:
    """The plain form of a third person."""
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    return verb[:-2] if verb.endswith(("sses", "xes", "ches", "shes", "zes")) else verb[:-1]


def past(verb: str) -> str:
    """The past form of a regular verb: `carried`."""
    if CONSONANT_Y.search(verb):
        return f"{verb[:-1]}ied"
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"
