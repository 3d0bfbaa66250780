"""Words of plain prose: who acts, where, how, and what people ask with."""

from liftapp.starter.corpus import vocabulary as v

AGENTS = v.words(
    "manager keeper clerk master owner driver guard teacher secretary captain engineer caretaker "
    "tenant landlord treasurer chairman visitor neighbour author doctor nurse baker farmer judge "
    "pilot editor curator warden inspector trainer architect porter assistant officer librarian "
    "gardener director student buyer seller builder founder speaker member president miller smith"
)
PLACES = v.words(
    "school harbour farm mill station museum hospital library market church hotel factory theatre "
    "office garden bridge tower castle archive workshop bakery brewery park academy club college "
    "shop house centre café pool gallery mine port inn works hall clinic laboratory court airport"
)
IRREGULAR = dict(
    pair.split("/")
    for pair in v.words(
        "choose/chose draw/drew drive/drove give/gave know/knew see/saw show/showed speak/spoke "
        "take/took write/wrote ring/rang run/ran"
    )
)
"""Past forms that differ from the participle."""
STAYING = tuple(
    tuple(pair.split("/"))
    for pair in v.words(
        "live/lived work/worked stay/stayed travel/travelled arrive/arrived wait/waited "
        "play/played retire/retired sleep/slept return/returned study/studied begin/began "
        "grow/grew fall/fell stand/stood sit/sat swim/swam rest/rested appear/appeared "
        "help/helped sing/sang lie/lay start/started stop/stopped walk/walked gather/gathered "
        "turn/turned camp/camped open/opened close/closed change/changed last/lasted move/moved "
        "meet/met"
    )
)
SYNONYMS = dict(
    pair.split("/")
    for pair in v.words(
        "add/append allow/authorise arrange/organise ask/question assign/allot attach/fasten "
        "bind/tie book/reserve build/construct buy/purchase call/phone carry/transport "
        "catch/capture change/alter charge/bill check/inspect choose/pick clean/scrub "
        "collect/assemble combine/merge contain/include copy/duplicate create/establish "
        "cut/slice deliver/ship deny/reject design/devise divide/separate draw/sketch "
        "drive/steer employ/engage examine/inspect explain/clarify feed/nourish find/discover "
        "finish/complete fix/mend follow/pursue form/shape gather/collect give/donate "
        "grant/award guide/conduct help/assist hire/recruit inform/notify keep/retain label/tag "
        "lend/loan limit/restrict make/manufacture manage/direct measure/gauge meet/encounter "
        "mention/cite mix/blend move/shift need/require note/remark offer/propose open/unlock "
        "order/request own/possess pack/wrap paint/decorate permit/authorise place/position "
        "plan/schedule press/squeeze print/publish protect/defend prove/demonstrate "
        "provide/furnish pull/haul push/shove raise/lift receive/obtain record/document "
        "reduce/lower refuse/decline rent/lease repair/mend require/demand reveal/disclose "
        "run/operate save/rescue see/observe select/pick send/dispatch serve/attend "
        "show/display sort/arrange start/commence stop/halt study/research support/assist "
        "take/seize teach/instruct trade/exchange train/coach treat/handle use/utilise "
        "value/prize visit/tour want/desire warn/caution wash/rinse watch/observe win/gain "
        "write/compose live/reside stay/remain travel/journey wait/linger begin/start "
        "rest/relax walk/stroll appear/emerge"
    )
)
"""What people ask with instead; all regular."""
MODALS = ("must", "can", "will", "may", "should")
FLUFF = (
    "As planned, ", "Of course, ", "In fact, ", "As a rule, ", "Without doubt, ", "However, ",
    "To the surprise of many, ", "Like many others, ", "In short, ", "By all accounts, ",
    "For this reason, ", "In other words, ", "Fortunately, ", "As far as we know, ", "Then, ",
)  # fmt: skip
TAILS = (
    ", as was agreed", ", which surprised nobody", " once more", ", so the minutes say", " alone",
    ", and nobody objected", ", although it was not easy", ", as the law asks", " in the end",
)  # fmt: skip
NUMERALS = v.words("two three four five six seven eight nine ten eleven twelve twenty thirty fifty")
DAYS = v.words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
HOW_MUCH = ("How much is the {N}?", "What does the {N} come to?", "How high is the {N}?")
WHEN = ("When is the {N}?", "When does the {N} take place?", "When is the {N} due?")
BARE: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "money": ("fee price rent fine cost wage tax deposit budget", "is", HOW_MUCH),
    "percent": ("share discount tax interest increase", "is", HOW_MUCH),
    "date": ("meeting deadline opening inspection delivery wedding", "is on", WHEN),
    "time": ("breakfast departure lecture break service concert", "is at", WHEN),
    "duration": (
        "warranty course trip lease notice term",
        "is",
        ("How long is the {N}?", "How long does the {N} last?"),
    ),
    "metres": ("wall bridge tunnel path ship road fence", "is", ("How long is the {N}?",)),
    "weight": (
        "load engine parcel bell stone anchor",
        "weighs",
        ("How heavy is the {N}?", "How much does the {N} weigh?"),
    ),
    "colour": (
        "door roof cover label flag uniform",
        "is",
        ("What colour is the {N}?", "Which colour does the {N} have?"),
    ),
    "room": (
        "shop office exhibition archive",
        "is in",
        ("Where is the {N}?", "Where do I find the {N}?"),
    ),
    "code": ("password number form key", "is", ("Which is the {N}?", "What is the {N}?")),
}
"""Kinds of value: nouns that have one, the verb between, and ways to ask, {N} the noun."""
