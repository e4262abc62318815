#!/usr/bin/env python3
"""Checks the sample world in this directory against the base data in ../data. Prints one line when all is well."""
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "data"
problems = []


def bad(where, what):
    problems.append(f"{where}: {what}")


def broken(kind, error, trace):
    """A reference so wrong that the checks stop: says what was found before it."""
    print("\n".join(problems + [f"stopped at line {trace.tb_lineno}: {kind.__name__} {error}"]))
    sys.exit(1)


sys.excepthook = broken


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def need(where, row, keys):
    for key in keys.split():
        if key not in row:
            bad(where, f"missing {key}")
        elif isinstance(row[key], str) and not row[key].strip() and key not in (
                "note_ko", "note_en", "place_ko", "place_en", "address_ko", "address_en", "speaker_ko", "speaker_en"):
            bad(where, f"empty {key}")


def unique(where, values):
    for value, count in Counter(values).items():
        if count > 1:
            bad(where, f"{value} {count} times")


def slug(where, value):
    if not re.fullmatch(r"[a-z0-9-]{2,60}", value):
        bad(where, f"bad slug {value!r}")
    if value in {"new", "edit", "compare", "calendar", "calendar-ics", "feed", "mine", "admin", "secretariat", "search", "api", "embed"}:
        bad(where, f"reserved slug {value}")


def one_of(where, value, allowed):
    if value not in allowed:
        bad(where, f"{value!r} not allowed")


def brn_ok(digits):
    if not re.fullmatch(r"[0-9]{10}", digits) or len(set(digits)) == 1:
        return False
    d = [int(c) for c in digits]
    total = sum(a * b for a, b in zip(d, (1, 3, 7, 1, 3, 7, 1, 3, 5))) + d[8] * 5 // 10
    return d[9] == (10 - total % 10) % 10


def texts(where, value):
    """Korean fields hold Hangul, English ones do not, and no text is broken."""
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, str) and item:
                hangul = re.search(r"[가-힣]", item)
                if (key == "ko" or key.startswith("ko_") or key.endswith("_ko")) and not hangul and not item.isupper() and item not in ("SaaS",):
                    bad(where, f"{key} has no Hangul: {item[:30]!r}")
                if (key == "en" or key.startswith("en_") or key.endswith("_en")) and hangul:
                    bad(where, f"{key} has Hangul: {item[:30]!r}")
                if "\ufffd" in item or "TODO" in item or item != item.strip():
                    bad(where, f"{key} untidy: {item[:30]!r}")
            texts(f"{where}.{key}", item)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            texts(f"{where}[{number}]", item)


# Base data
domains = load(DATA / "technologies.json")
sectors = load(DATA / "sectors.json")
firm_types = load(DATA / "firm_types.json")
regions = load(DATA / "regions.json")
rules = load(DATA / "programme_rules.json")
areas = [a for d in domains for a in d["areas"]]
techs = [t for a in areas for t in a["technologies"]]
if (len(domains), len(areas), len(techs)) != (12, 56, 230):
    bad("technologies", f"{len(domains)}/{len(areas)}/{len(techs)}")
unique("technologies", [x["slug"] for x in domains + areas + techs])
for x in domains + areas + techs:
    slug("technologies", x["slug"])
    need("technologies", x, "slug ko en about_ko about_en")
for name, rows, keys, count in (("sectors", sectors, "slug ko en order aliases tags about_ko about_en", 9),
                                ("firm_types", firm_types, "slug ko en formal_ko formal_en order lead_eligible", 6),
                                ("regions", regions, "slug ko en order ko_full", 17)):
    unique(name, [x["slug"] for x in rows])
    if len(rows) != count or [x["order"] for x in rows] != sorted(x["order"] for x in rows):
        bad(name, "count or order")
    for x in rows:
        need(name, x, keys)
        slug(name, x["slug"])
for x in sectors:
    unique(f"sector {x['slug']} tags", [t["slug"] for t in x["tags"]])
    for t in x["tags"]:
        slug("tag", t["slug"])
unique("rules", [(r["programme"], r["key"], r["valid_from"]) for r in rules])
for r in rules:
    need("rules", r, "programme key value unit source valid_from valid_to ko en")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", r["valid_from"]):
        bad("rules", r["key"])
RULE = {(r["programme"], r["key"]): r["value"] for r in rules}

AREA = {t["slug"]: a["slug"] for a in areas for t in a["technologies"]}
AREAS, TECHS = {a["slug"] for a in areas}, set(AREA)
SECTORS, TYPES, REGIONS = ({x["slug"] for x in rows} for rows in (sectors, firm_types, regions))
LEADS = {x["slug"] for x in firm_types if x["lead_eligible"]}
ACTIVITIES = {"build", "integrate", "operate", "resell", "advise"}

# Firms and people
firms = load(HERE / "firms.json")
staff = load(HERE / "people.json")
FIRM = {f["slug"]: f for f in firms}
unique("firms slug", [f["slug"] for f in firms])
unique("firms ko", [f["ko"] for f in firms])
unique("firms en", [f["en"] for f in firms])
unique("firms brn", [f["brn"] for f in firms])
unique("e-mail", [p["email"] for f in firms for p in f["people"]] + [p["email"] for p in staff])
unique("person", [p["name_ko"] for f in firms for p in f["people"]] + [p["name_ko"] for p in staff])
if Counter(f["state"] for f in firms) != {"confirmed": 36, "submitted": 3, "returned": 1}:
    bad("firms", "states")
if Counter(p["role"] for p in staff) != {"coordinator": 2, "reviewer": 1}:
    bad("people", "roles")
if len({f["region"] for f in firms}) < 9:
    bad("firms", "too few regions")
for p in staff:
    need("people", p, "name_ko name_en email role")
    if not re.fullmatch(r"[a-z]+@oca\.example", p["email"]):
        bad("people", p["email"])
caps, evidence = [], []
for f in firms:
    where = f"firm {f['slug']}"
    need(where, f, "slug ko en types sectors region size brn website founded joined_day state summary_ko summary_en people capabilities")
    slug(where, f["slug"])
    if not brn_ok(f["brn"]):
        bad(where, "registration number")
    if not re.fullmatch(r"https://[a-z0-9.-]+\.example", f["website"]):
        bad(where, "website")
    for t in f["types"]:
        one_of(where, t, TYPES)
    for s in f["sectors"]:
        one_of(where, s, SECTORS)
    one_of(where, f["region"], REGIONS)
    one_of(where, f["size"], {"micro", "small", "medium", "large"})
    if not (1 <= len(f["types"]) <= 2 and 1 <= len(f["sectors"]) <= 3 and 1 <= len(f["people"]) <= 3):
        bad(where, "types, sectors or people")
    if not -400 <= f["joined_day"] <= -5:
        bad(where, "joined_day")
    if (f["state"] == "returned") != ("return_reason_ko" in f and "return_reason_en" in f):
        bad(where, "return reason")
    if sum(p["role"] == "owner" for p in f["people"]) < 1:
        bad(where, "no owner")
    for p in f["people"]:
        need(where, p, "name_ko name_en title_ko title_en role email")
        one_of(where, p["role"], {"owner", "editor", "viewer"})
        if not re.fullmatch(r"[a-z]+@" + re.escape(f["slug"]) + r"\.example", p["email"]):
            bad(where, p["email"])
    unique(where, [(c["technology"], c["activity"]) for c in f["capabilities"]])
    for c in f["capabilities"]:
        at = f"{where} {c['technology']}"
        caps.append((f, c))
        one_of(at, c["technology"], TECHS)
        one_of(at, c["activity"], ACTIVITIES)
        level, verified = c["level"], c["verified_level"]
        if not 1 <= level <= 4 or (verified is not None and not 1 <= verified <= level):
            bad(at, "levels")
        if verified is not None and f["state"] != "confirmed":
            bad(at, "verified for a firm that is not confirmed")
        if bool(c["note_ko"]) != bool(c["note_en"]):
            bad(at, "note in one language")
        valid = [e for e in c["evidence"] if e["expires_day"] is None or e["expires_day"] > 0]
        if (verified or 0) >= 3 and not valid:
            bad(at, "verified without valid evidence")
        for e in c["evidence"]:
            evidence.append(e)
            need(at, e, "kind title_ko title_en issuer_ko issuer_en issued_day expires_day url visibility")
            one_of(at, e["kind"], {"reference", "certificate", "listing", "patent", "staff", "opensource"})
            one_of(at, e["visibility"], {"public", "members", "reviewers"})
            if e["issued_day"] >= 0 or (e["expires_day"] is not None and e["expires_day"] <= e["issued_day"]):
                bad(at, "evidence dates")
            if e["url"] and not re.match(r"https://[a-z0-9.-]+\.example(/|$)", e["url"]):
                bad(at, "evidence address")
unverified = sum(c["verified_level"] is None for _, c in caps) / len(caps)
if not 280 <= len(caps) <= 360 or not 180 <= len(evidence) <= 240 or not 0.40 <= unverified <= 0.50:
    bad("capabilities", f"{len(caps)}, evidence {len(evidence)}, unverified {unverified:.0%}")
by_area = defaultdict(set)
checked = defaultdict(set)
for f, c in caps:
    if f["state"] == "confirmed":
        by_area[AREA.get(c["technology"])].add(f["slug"])
        if c["verified_level"]:
            checked[AREA.get(c["technology"])].add(f["slug"])
empty = sorted(AREAS - set(by_area))
single = sorted(a for a, fs in by_area.items() if len(fs) == 1)
claimed = sorted(a for a in by_area if not checked[a])
if len(empty) != 5 or len(single) < 3 or len(claimed) < 3:
    bad("areas", f"empty {empty}, single {single}, claimed {claimed}")


def holds(firm, need_, verified):
    """Whether a firm has what a requirement asks for."""
    def rank(c):
        return (c["verified_level"] or 0) if verified else c["level"]
    return any(need_["technology"] in (c["technology"], AREA.get(c["technology"])) and rank(c) >= need_["min_level"]
               and need_.get("activity") in (None, c["activity"]) for c in FIRM[firm]["capabilities"])


# Consortia
consortia = load(HERE / "consortia.json")
CONS = {c["slug"]: c for c in consortia}
unique("consortia", list(CONS) if len(CONS) == len(consortia) else [c["slug"] for c in consortia])
shown = Counter((c["state"], c["kind"]) for c in consortia if c["showcase"])
if shown != Counter({("draft", "working-group"): 1, ("recruiting", "flagship"): 2, ("chartering", "flagship"): 1,
                     ("active", "flagship"): 1, ("active", "cooperation"): 1}):
    bad("consortia", f"showcase {dict(shown)}")
open_seats = 0
for c in consortia:
    where = f"consortium {c['slug']}"
    slug(where, c["slug"])
    need(where, c, "slug ko en sector kind state showcase purpose_ko purpose_en founder created_day requirements seats")
    one_of(where, c["sector"], SECTORS)
    one_of(where, c["kind"], {"flagship", "cooperation", "working-group"})
    one_of(where, c["state"], {"draft", "recruiting", "chartering", "active", "dissolved", "abandoned"})
    one_of(where, c["founder"], FIRM)
    if FIRM[c["founder"]]["joined_day"] > c["created_day"] or c["created_day"] >= 0:
        bad(where, "founded before its founder joined")
    for r in c["requirements"]:
        one_of(where, r["technology"], TECHS | AREAS)
        one_of(where, r["activity"], ACTIVITIES | {None})
        if r["waived"] and not r.get("waiver_ko"):
            bad(where, "waiver without reason")
    seated = [s for s in c["seats"] if s["state"] == "seated"]
    unique(where, [s["firm"] for s in c["seats"] if s["firm"]])
    for s in c["seats"]:
        need(where, s, "role label_ko label_en firm state covers share_bp")
        one_of(where, s["role"], {"lead", "deputy", "platform", "service", "msp", "si", "observer"})
        one_of(where, s["state"], {"open", "seated", "invited"})
        open_seats += s["state"] == "open"
        if (s["state"] == "open") != (s["firm"] is None):
            bad(where, f"seat {s['label_en']}")
        if s["firm"]:
            one_of(where, s["firm"], FIRM)
            if FIRM[s["firm"]]["state"] != "confirmed":
                bad(where, f"{s['firm']} is not confirmed")
        for i in s["covers"]:
            if not 0 <= i < len(c["requirements"]):
                bad(where, "covers")
            elif s["state"] == "seated" and not holds(s["firm"], c["requirements"][i], c["state"] in ("active",)):
                bad(where, f"{s['firm']} does not cover {c['requirements'][i]['technology']}")
    leads = [s for s in c["seats"] if s["role"] == "lead"]
    if len(leads) != 1:
        bad(where, "lead seats")
    if c["kind"] == "flagship" and leads[0]["firm"] and not LEADS & set(FIRM[leads[0]["firm"]]["types"]):
        bad(where, "lead type")
    if c["state"] in ("chartering", "active", "dissolved"):
        if leads[0]["state"] != "seated" or any(s["state"] != "seated" for s in c["seats"]):
            bad(where, "open seats")
        if sum(s["share_bp"] for s in seated) != 10000:
            bad(where, f"shares {sum(s['share_bp'] for s in seated)}")
        if len(seated) < RULE[(c["kind"], "min-members")]:
            bad(where, "too few members")
        for i, r in enumerate(c["requirements"]):
            if not r["waived"] and sum(i in s["covers"] for s in seated) < r["firms_wanted"]:
                bad(where, f"{r['technology']} not covered")
if not any(c["state"] == "active" and len(c["seats"]) == 11 for c in consortia):
    bad("consortia", "no active one with 11 members")
if not any(c["state"] == "recruiting" and s["role"] == "lead" and s["state"] == "open" for c in consortia for s in c["seats"]):
    bad("consortia", "no open lead seat")

# Meetups
meetups = load(HERE / "meetups.json")
unique("meetups", [m["slug"] for m in meetups])
days = [m["day"] for m in meetups]
if sum(d < 0 for d in days) != 6 or sum(d > 0 for d in days) != 6 or 1 not in days or sum(0 < d <= 7 for d in days) != 2:
    bad("meetups", f"days {days}")
if not any(m["waiting"] and m["registrations"] == m["capacity"] and m["day"] > 0 for m in meetups):
    bad("meetups", "none full")
if {m["mode"] for m in meetups} != {"in-person", "online", "hybrid"} or sum(m["state"] == "cancelled" for m in meetups) != 1:
    bad("meetups", "modes or states")
SPEAKERS = {p["name_ko"]: f["slug"] for f in firms for p in f["people"]}
for m in meetups:
    where = f"meetup {m['slug']}"
    slug(where, m["slug"])
    need(where, m, "slug ko en owner day start end mode place_ko place_en address_ko address_en online_url capacity online_capacity about_ko about_en state agenda registrations waiting materials_ko materials_en attended")
    (kind, value), = m["owner"].items()
    one_of(where, kind, {"alliance", "sector", "consortium"})
    if (kind == "sector" and value not in SECTORS) or (kind == "consortium" and value not in CONS):
        bad(where, "owner")
    if not all(re.fullmatch(r"[0-2]\d:[0-5]\d", m[k]) for k in ("start", "end")) or m["start"] >= m["end"]:
        bad(where, "times")
    if (m["mode"] == "in-person") == bool(m["online_url"]) or (m["mode"] == "online") == bool(m["place_ko"]):
        bad(where, "place")
    if m["online_url"] and not m["online_url"].startswith("https://meet.oca.example/"):
        bad(where, "online_url")
    if m["registrations"] > m["capacity"] + (m["online_capacity"] or 0) or (m["waiting"] and m["registrations"] < m["capacity"]):
        bad(where, "registrations")
    if m["mode"] == "hybrid" and (m["registrations"] - m["registrations_online"] > m["capacity"] or m["registrations_online"] > m["online_capacity"]):
        bad(where, "registrations by mode")
    if (m["day"] < 0) != (m["attended"] is not None) or (m["day"] < 0) != (m["materials_ko"] is not None):
        bad(where, "after the event")
    if m["attended"] and m["attended"] > m["registrations"]:
        bad(where, "attended")

    def minutes(clock):
        return int(clock[:2]) * 60 + int(clock[3:])
    last = minutes(m["start"])
    for a in m["agenda"]:
        if minutes(a["start"]) < last or minutes(a["start"]) + a["minutes"] > minutes(m["end"]):
            bad(where, f"agenda {a['start']}")
        last = minutes(a["start"]) + a["minutes"]
        if a["firm"]:
            one_of(where, a["firm"], FIRM)
            name = re.split(r"[ ·]", a["speaker_ko"])[0]
            if SPEAKERS.get(name) != a["firm"] and kind != "alliance":
                bad(where, f"speaker {a['speaker_ko']}")

# Flagship
flagship = load(HERE / "flagship.json")
calls, bids = flagship["calls"], flagship["bids"]
unique("calls", [c["slug"] for c in calls])
lots = [(c, lot) for c in calls for lot in c["lots"]]
unique("lots", [lot["slug"] for _, lot in lots])
unique("bids", [b["slug"] for b in bids])
if sorted(c["state"] for c in calls) != ["awarded", "planned", "published"] or len(bids) != 8:
    bad("flagship", "calls or bids")
for c in calls:
    where = f"call {c['slug']}"
    slug(where, c["slug"])
    need(where, c, "slug ko en agency_ko agency_en kind state about_ko about_en published_day questions_close_day closes_day closes_time opens_day result_day lots")
    if not c["published_day"] < c["questions_close_day"] < c["closes_day"] < c["opens_day"] < c["result_day"]:
        bad(where, "dates")
    unique(where, [lot["sector"] for lot in c["lots"]])
    if len(c["lots"]) != RULE[("flagship", "sectors-per-year")]:
        bad(where, "lots")
for c, lot in lots:
    where = f"lot {lot['slug']}"
    slug(where, lot["slug"])
    need(where, lot, "slug sector ko en track cap_won required documents criteria")
    one_of(where, lot["sector"], SECTORS)
    one_of(where, lot["track"], {"platform", "service"})
    if lot["cap_won"] > RULE[("flagship", "max-won-sector-year")]:
        bad(where, "cap")
    if sum(x["weight"] for x in lot["criteria"]) != 100:
        bad(where, "criteria")
    for r in lot["required"]:
        one_of(where, r["technology"], TECHS)
    if lot.get("awarded_bid"):
        one_of(where, lot["awarded_bid"], {b["slug"] for b in bids})
LOT = {lot["slug"]: (c, lot) for c, lot in lots}
in_lot = defaultdict(list)
for b in bids:
    where = f"bid {b['slug']}"
    slug(where, b["slug"])
    need(where, b, "slug ko en lot consortium state pitch_ko pitch_en grant_won own_cash_won own_kind_won seats answers submitted_day receipt_no")
    one_of(where, b["state"], {"advertised", "preparing", "submitted", "withdrawn", "awarded", "not_awarded"})
    one_of(where, b["lot"], LOT)
    one_of(where, b["consortium"], CONS)
    call, lot = LOT[b["lot"]]
    cons = CONS[b["consortium"]]
    if b["grant_won"] > lot["cap_won"] or lot["sector"] != cons["sector"]:
        bad(where, "grant or sector")
    if (b["state"] in ("submitted", "awarded", "not_awarded")) != (b["submitted_day"] is not None):
        bad(where, "submitted_day")
    if b["submitted_day"] is not None:
        if not call["published_day"] < b["submitted_day"] <= call["closes_day"]:
            bad(where, "submitted outside the call")
        for s in cons["seats"]:
            if s["firm"] and FIRM[s["firm"]]["joined_day"] > b["submitted_day"]:
                bad(where, f"{s['firm']} joined later")
        members = [s["firm"] for s in b["seats"] if s["firm"]]
        if len(members) < RULE[("flagship", "min-members")]:
            bad(where, "members")
        if b["state"] in ("submitted", "awarded"):
            for r in lot["required"]:
                if not any(holds(f, r, True) for f in members):
                    bad(where, f"{r['technology']} not covered")
    if b["state"] != "withdrawn":
        in_lot[b["lot"]] += [s["firm"] for s in b["seats"] if s["firm"]]
    for s in b["seats"]:
        need(where, s, "ko en type technologies share_min_bp share_max_bp state firm")
        one_of(where, s["type"], TYPES)
        one_of(where, s["state"], {"open", "filled"})
        if (s["state"] == "filled") != (s["firm"] is not None) or not 0 < s["share_min_bp"] <= s["share_max_bp"] <= 10000:
            bad(where, f"seat {s['en']}")
        for t in s["technologies"]:
            one_of(where, t, TECHS)
    seated = {s["firm"] for s in cons["seats"] if s["state"] == "seated" and s["role"] != "observer"}
    if {s["firm"] for s in b["seats"] if s["firm"]} != seated:
        bad(where, "seats differ from its consortium")
    for a in b["answers"]:
        need(where, a, "firm message_ko message_en state")
        one_of(where, a["firm"], FIRM)
        one_of(where, a["state"], {"new", "talking", "accepted", "declined"})
        if (a["state"] == "accepted") != (a["firm"] in seated):
            bad(where, f"answer of {a['firm']}")
for lot, members in in_lot.items():
    unique(f"lot {lot} firms", members)

# News
news = load(HERE / "news.json")
if len(news) != 8:
    bad("news", f"{len(news)}")
for n in news:
    need("news", n, "day ko_title en_title ko_body en_body sector public")
    if n["day"] >= 0 or n["sector"] not in SECTORS | {None}:
        bad("news", n["en_title"])

for name in ("firms", "people", "consortia", "meetups", "flagship", "news"):
    texts(name, load(HERE / f"{name}.json"))
for name in ("technologies", "sectors", "programme_rules"):
    texts(name, load(DATA / f"{name}.json"))

if problems:
    print("\n".join(problems))
    sys.exit(f"{len(problems)} problems")
print(f"ok: {len(domains)}/{len(areas)}/{len(techs)} map, {len(sectors)} sectors, {len(rules)} rules; {len(firms)} firms, "
      f"{sum(len(f['people']) for f in firms) + len(staff)} people, {len(caps)} capabilities ({unverified:.0%} unverified), "
      f"{len(evidence)} evidence; areas: {len(empty)} empty, {len(single)} with one firm, {len(claimed)} claimed only; "
      f"{len(consortia)} consortia ({open_seats} open seats), {len(meetups)} meetups, {len(calls)} calls, {len(lots)} lots, "
      f"{len(bids)} bids, {len(news)} news")
