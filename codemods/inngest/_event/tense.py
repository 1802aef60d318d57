"""What English makes of an event's words: whether a noun is singular, whether a verb is in the past tense.

Nobody can know every word. What is listed here is certain; of all else only the look of the word tells something.
"""

from __future__ import annotations

from typing import Final

#: Verbs whose past is not the regular one, or whose last letter doubles.
_IRREGULAR: Final = {
    "become": "became", "begin": "begun", "bind": "bound", "break": "broken", "bring": "brought", "build": "built",
    "buy": "bought", "catch": "caught", "choose": "chosen", "come": "came", "cut": "cut", "deal": "dealt",
    "do": "done", "draw": "drawn", "drop": "dropped", "fall": "fallen", "feed": "fed", "find": "found",
    "flag": "flagged", "forget": "forgotten", "freeze": "frozen", "get": "got", "give": "given", "go": "gone",
    "grow": "grown", "hide": "hidden", "hold": "held", "keep": "kept", "know": "known", "leave": "left",
    "lend": "lent", "log": "logged", "lose": "lost", "make": "made", "map": "mapped", "meet": "met", "pay": "paid",
    "ping": "pinged", "plan": "planned", "refer": "referred", "overdraw": "overdrawn", "put": "put", "read": "read",
    "rebuild": "rebuilt", "reset": "reset", "resend": "resent", "run": "run", "say": "said", "scan": "scanned",
    "see": "seen", "sell": "sold", "send": "sent", "set": "set", "ship": "shipped", "show": "shown",
    "shut": "shut", "skip": "skipped", "speak": "spoken", "spend": "spent", "split": "split", "stop": "stopped",
    "submit": "submitted", "swap": "swapped", "tag": "tagged", "take": "taken", "tell": "told",
    "think": "thought", "throw": "thrown", "transfer": "transferred", "trim": "trimmed", "understand": "understood",
    "undo": "undone", "withdraw": "withdrawn", "win": "won", "write": "written", "commit": "committed",
    "occur": "occurred", "defer": "deferred", "ban": "banned", "permit": "permitted", "wrap": "wrapped",
}  # fmt: skip
#: Verbs that are usual in names of events, and have a regular past.
_REGULAR: Final = (
    "abandon accept achieve acquire activate add adjust allocate analyze announce answer append apply approve "
    "archive arrive assign attach attempt authorize award block book boost cancel capture change charge check "
    "claim clean clear click close collect comment complete compute confirm connect consume convert copy create "
    "credit deactivate debit decline deduct define delay delegate delete deliver deploy deprecate dequeue detach "
    "detect disable discard disconnect dismiss dispatch dispute downgrade download edit embed enable end enlist "
    "enqueue enrich enroll ensure enter escalate evaluate exceed exclude execute expire export extend extract "
    "fail fetch file fill filter finalize finish fire fix follow forward fulfill generate grade grant handle "
    "ignore import include index ingest initialize initiate insert install invite invoice issue join label lapse "
    "launch link list load lock mark match mention merge migrate mine modify monitor move mute need notify "
    "observe open order pack parse pass pause perform pick place post prepare proceed process produce promote "
    "provision publish purchase purge push queue rank rate reach receive record recover refresh refund refuse "
    "register reject release reload remind remove rename render renew reopen replace reply report request require "
    "reschedule resize resolve respond restart restore resume retrieve retry return reverse review revoke reward "
    "rotate save schedule score search seed select settle share sign simulate start store stream subscribe "
    "succeed suggest summarize suspend switch sync synchronize tally terminate test timeout track train transcode "
    "transcribe transform translate transmit trigger unassign unblock unfollow uninstall unlink unlock "
    "unsubscribe update upgrade upload upsert use validate verify view visit void vote warn watch"
)
#: More words that are a past or a past participle, of verbs that names of events seldom have.
_PAST: Final = (
    "arisen ate awoken backslid beaten become befallen began begotten beheld bent bereft beset bet bid bidden "
    "bitten blew blown borne broadcast broke burnt burst bust cast chose clung cost crept dove dreamt drew driven "
    "drove drunk dug eaten fell felt fit flew flown flung forbade forbidden forecast foregone foreseen forgiven "
    "forgot forsaken fought froze gave gotten grew ground had heard hewn hid hit hung hurt input inset interwoven "
    "knelt knew knit laid lain leant leapt learnt let lit meant mistaken misunderstood mown offset outdone "
    "outgrown output outrun outsold overcame overcome overdone overheard overlaid overridden overrode overrun "
    "overseen overshot oversold overtaken overthrown overtook overwritten partaken prepaid preset proven quit ran "
    "rebound recast redone redrawn reheld relaid remade repaid reread rerun resold retaken rethought retold "
    "rewound rewritten rid ridden risen rode rose rung sang sank sat saw sawn sewn shaken shone shook shot shrunk "
    "slain slept slid slit slung slunk sought sown spat spelt spilt spoilt spoke spread sprung spun stole stolen "
    "stood strewn stricken stridden struck strung stuck stung stunk sublet sung sunk swam swept swollen swore "
    "sworn swum swung taught threw thrust took tore torn trodden typeset unbound undergone undertaken undertook "
    "unheld unmade unpaid unsent unset unwound upheld upset went withdrew withheld withstood woken wore worn "
    "wound wove woven wrote wrought wrung"
)
#: Words that end in `ed` and are no past.
_NOT_PAST: Final = "bed bleed breed exceed heed newsfeed proceed red reed seed speed succeed weed"
#: Endings of nouns that only a plural can have, and what singular words end alike.
_PLURAL_ENDINGS: Final = (
    "accounts agents alerts assets brands calls cards carts chats clients codes contacts contracts deals devices "
    "documents emails events exports files flows forms groups hooks images imports invoices items jobs keys leads "
    "lines links lists logs models notes plans posts products profiles projects records reports requests roles "
    "rooms rules scripts sessions shops sources steps stores students tags tasks teams tenants tickets tokens "
    "videos ages ances ences ers ies ments ors sions tions"
)
_SINGULAR: Final = "aws devops dns gps headquarters lens news ops series sms species"
#: Plurals in `ies` whose singular ends in `ie`.
_IN_IE: Final = "calories cookies movies selfies sorties zombies"


def singular(noun: str) -> str | None:
    """The singular of a noun that is certainly a plural; None for every other."""
    if noun in _SINGULAR.split() or not noun.endswith(tuple(_PLURAL_ENDINGS.split())) or len(noun) < 4:
        return None
    return noun[:-3] + "y" if noun.endswith("ies") and noun not in _IN_IE.split() else noun[:-1]


def looks_plural(noun: str) -> bool:
    """Whether a noun may be a plural: it ends in an `s` that few singular nouns end in."""
    if noun in _SINGULAR.split() or noun.endswith(("ss", "us", "is", "as", "os", "ics")):
        return False
    return len(noun) > 3 and noun.endswith("s")


def past(verb: str) -> str | None:
    """The past tense of a known verb that is not in it: of `create`, of `creates` and of `creating`, `created`."""
    for base in _bases(verb):
        found = _IRREGULAR.get(base) or (_regular(base) if base in _REGULAR.split() else None)
        if found is not None:
            return found if found != verb else None
    return None


def looks_past(verb: str) -> bool:
    """Whether a word may be a verb in the past tense."""
    if verb in _IRREGULAR.values() or verb in _PAST.split():
        return True
    return verb.endswith("ed") and past(verb) is None and verb not in _NOT_PAST.split()


def _bases(verb: str) -> list[str]:
    """What a verb's base may be: of `tries`, `trie` and `try`; of `stopping`, `stopp`, `stoppe` and `stop`."""
    found = [verb]
    if verb.endswith("s"):
        found += [verb[:-1], verb[:-2], f"{verb[:-3]}y"]
    if verb.endswith("ing"):
        stem = verb[:-3]
        found += [stem, f"{stem}e", stem[:-1]]
    return found


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if verb == "embed":
        return "embedded"
    return f"{verb[:-1]}ied" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else f"{verb}ed"
