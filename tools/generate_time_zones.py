#!/usr/bin/env python3
"""Writes engine/lang/expr/time_zone_data.inc from the zoneinfo files of this system.

    tools/generate_time_zones.py [--zoneinfo /usr/share/zoneinfo] > engine/lang/expr/time_zone_data.inc

What is in the table: the names below, from 1970-01-01 on. Each zone is a list of eras: an offset,
or a rule that gives two transitions a year. The rules are found in the transitions themselves, and
the last era agrees with the rule of the zone's file (its last line, POSIX TZ) up to 2200. At the
end, the eras of every zone are turned back into transitions and compared with its file.
"""
import argparse
import datetime
import os
import re
import struct
import sys

# Whole folders, and single zones: capitals, large cities, and the names that systems write.
FOLDERS = ["Australia", "Canada", "Etc", "Europe", "US"]
ZONES = """
Africa/Abidjan Africa/Accra Africa/Addis_Ababa Africa/Algiers Africa/Bujumbura Africa/Cairo
Africa/Casablanca Africa/Dakar Africa/Dar_es_Salaam Africa/Johannesburg Africa/Kampala
Africa/Khartoum Africa/Kigali Africa/Kinshasa Africa/Lagos Africa/Luanda Africa/Lubumbashi
Africa/Nairobi Africa/Tripoli Africa/Tunis Africa/Windhoek
America/Anchorage America/Argentina/Buenos_Aires America/Asuncion America/Bogota America/Caracas
America/Chicago America/Costa_Rica America/Denver America/Edmonton America/Guatemala
America/Halifax America/Havana America/Jamaica America/La_Paz America/Lima America/Los_Angeles
America/Manaus America/Martinique America/Mexico_City America/Montevideo America/New_York
America/Panama America/Paramaribo America/Phoenix America/Port-au-Prince America/Puerto_Rico
America/Regina America/Santiago America/Santo_Domingo America/Sao_Paulo America/St_Johns
America/Tijuana America/Toronto America/Vancouver America/Winnipeg
Asia/Almaty Asia/Amman Asia/Baghdad Asia/Baku Asia/Bangkok Asia/Beirut Asia/Calcutta Asia/Colombo
Asia/Damascus Asia/Dhaka Asia/Dubai Asia/Ho_Chi_Minh Asia/Hong_Kong Asia/Istanbul Asia/Jakarta
Asia/Jerusalem Asia/Kabul Asia/Karachi Asia/Kathmandu Asia/Katmandu Asia/Kolkata
Asia/Kuala_Lumpur Asia/Kuwait Asia/Manila Asia/Nicosia Asia/Novosibirsk Asia/Phnom_Penh
Asia/Pyongyang Asia/Qatar Asia/Riyadh Asia/Saigon Asia/Seoul Asia/Shanghai Asia/Singapore
Asia/Taipei Asia/Tashkent Asia/Tbilisi Asia/Tehran Asia/Tokyo Asia/Ulaanbaatar Asia/Vladivostok
Asia/Yangon Asia/Yekaterinburg Asia/Yerevan
Atlantic/Azores Atlantic/Bermuda Atlantic/Canary Atlantic/Cape_Verde Atlantic/Madeira
Atlantic/Reykjavik Indian/Maldives Indian/Mauritius Indian/Reunion
Pacific/Auckland Pacific/Chatham Pacific/Fiji Pacific/Guam Pacific/Honolulu Pacific/Noumea
Pacific/Port_Moresby Pacific/Tahiti
CET EET EST GB GMT Hongkong Iceland Israel Japan MET MST NZ PRC Poland Portugal ROK Singapore
Turkey UCT UTC Universal WET Zulu EST5EDT CST6CDT MST7MDT PST8PDT HST
""".split()

LAST_YEAR = 2200
NEVER = 10**15


def read_zone(path):
    """(times, offsets after them, first offset, rule) of the 64-bit part. Source: RFC 8536."""
    with open(path, "rb") as file:
        data = file.read()
    if data[:4] != b"TZif":
        return None
    def header(at):
        return struct.unpack(">6l", data[at + 20:at + 44])
    isut, isstd, leap, times, types, chars = header(0)
    at = 44 + times * 5 + types * 6 + chars + leap * 8 + isstd + isut
    isut, isstd, leap, times, types, chars = header(at)
    at += 44
    seconds = struct.unpack(">%dq" % times, data[at:at + 8 * times])
    at += 8 * times
    indexes = data[at:at + times]
    at += times
    offsets = [struct.unpack(">lbb", data[at + 6 * i:at + 6 * i + 6])[0] for i in range(types)]
    at += types * 6 + chars + leap * 12 + isstd + isut
    return seconds, [offsets[i] for i in indexes], offsets[0], data[at:].strip(b"\n").decode()


def clock_seconds(text):
    sign = -1 if text.startswith("-") else 1
    parts = [int(part) for part in text.lstrip("+-").split(":")] + [0, 0]
    return sign * (parts[0] * 3600 + parts[1] * 60 + parts[2])


def read_rule(text):
    """(standard offset, None or (other offset, begin, end)); begin: (month, week, day, second)."""
    name = r"(?:<[^>]+>|[A-Za-z]+)"
    match = re.fullmatch(name + r"([+-]?[\d:]+)(?:" + name + r"([+-]?[\d:]+)?,([^,]+),([^,]+))?", text)
    standard = -clock_seconds(match[1])
    if not match[3]:
        return standard, None
    def switch(part):
        day, _, clock = part.partition("/")
        month, week, weekday = re.fullmatch(r"M(\d+)\.(\d)\.(\d)", day).groups()
        return int(month), int(week), int(weekday), clock_seconds(clock) if clock else 7200
    other = -clock_seconds(match[2]) if match[2] else standard + 3600
    return standard, (other, switch(match[3]), switch(match[4]))


def switch_second(year, switch):
    month, week, weekday, second = switch
    day = datetime.date(year, month, 1)
    day += datetime.timedelta(days=(weekday - (day.weekday() + 1)) % 7 + 7 * (week - 1))
    while day.month != month:
        day -= datetime.timedelta(days=7)
    return (day - datetime.date(1970, 1, 1)).days * 86400 + second


def transitions(zone):
    """(offset in 1970, [(second, offset from then on)] up to LAST_YEAR)."""
    seconds, offsets, first, text = zone
    changes = list(zip(seconds, offsets))
    standard, yearly = read_rule(text)
    if yearly:
        changes += [t for t in by_rule((standard, *yearly), 1970, LAST_YEAR) if t[0] > seconds[-1]]
    explicit, current = [], first
    for second, offset in changes:
        if second <= 0:
            first = offset
        elif offset != current:
            explicit.append((second, offset))
        current = offset
    return first, explicit


def by_rule(rule, first_year, last_year):
    standard, other, begin, end = rule
    found = []
    for year in range(first_year, last_year + 1):
        found.append((switch_second(year, begin) - standard, other))
        found.append((switch_second(year, end) - other, standard))
    return sorted(found)


def year_of(second):
    return (datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=second)).year


def switches(second, offset):
    """The rules that could describe a change at this second, where `offset` held before it."""
    local = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=second + offset)
    day = local.date()
    clock = local.hour * 3600 + local.minute * 60 + local.second
    # Shifting the day by one keeps rules such as "24:00 on the last Thursday" together.
    for shift in (0, -1, 1):
        base = day + datetime.timedelta(days=shift)
        weeks = {(base.day + 6) // 7}
        if (base + datetime.timedelta(days=7)).month != base.month:
            weeks.add(5)
        for week in sorted(weeks):
            yield base.month, week, (base.weekday() + 1) % 7, clock - shift * 86400


def longest_run(explicit, at, before):
    """(how many transitions from `at` on a rule gives, the rule)."""
    best = (0, None)
    if at + 1 >= len(explicit) or explicit[at + 1][1] != before:
        return best
    second, other = explicit[at]
    for begin in switches(second, before):
        for end in switches(explicit[at + 1][0], other):
            rule = (before, other, begin, end)
            wanted = 8
            while True:  # few years first: most rules end soon
                last_year = min(year_of(second) + wanted, LAST_YEAR)
                given = [t for t in by_rule(rule, year_of(second) - 1, last_year) if t[0] >= second]
                run = 0
                while run < len(given) and at + run < len(explicit) and \
                        given[run] == explicit[at + run]:
                    run += 1
                if run < len(given) or last_year == LAST_YEAR:
                    break
                wanted *= 4
            next_change = explicit[at + run][0] if at + run < len(explicit) else NEVER
            if run < len(given) and given[run][0] < next_change:
                run -= 1  # the rule goes on for too long: the last change is an era of its own
            if run > best[0]:
                best = (run, rule)
    return best


def eras_of(zone):
    """[(from, offset, rule or None)]; the first one is from 1970 on."""
    offset, explicit = transitions(zone)
    eras, at = [(0, offset, None)], 0
    while at < len(explicit):
        run, rule = longest_run(explicit, at, offset)
        if run < 3:
            run, rule = 1, None
        eras.append((explicit[at][0], explicit[at][1], rule))
        at += run
        offset = explicit[at - 1][1]
    return eras


def check(name, zone, eras):
    first, explicit = transitions(zone)
    found, current = [], first
    for number, (begin, offset, rule) in enumerate(eras):
        end = eras[number + 1][0] if number + 1 < len(eras) else NEVER
        changes = [(begin, offset)]
        if rule:
            last_year = year_of(end) + 1 if end != NEVER else LAST_YEAR
            changes = [t for t in by_rule(rule, year_of(begin) - 1, last_year) if begin <= t[0] < end]
        for second, now in changes:
            if now != current:
                found.append((second, now))
            current = now
    if found != explicit:
        sys.exit(f"{name}: the eras differ from the zoneinfo file")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--zoneinfo", default="/usr/share/zoneinfo")
    root = parser.parse_args().zoneinfo
    with open(os.path.join(root, "tzdata.zi"), encoding="ascii") as file:
        version = file.readline().split()[-1]
    names = set(ZONES)
    for folder in FOLDERS:
        names.update(f"{folder}/{name}" for name in os.listdir(os.path.join(root, folder)))
    zones, rules, of_name = [], [], {}
    for name in sorted(names):
        zone = read_zone(os.path.join(root, name))
        if zone is None:
            sys.exit(f"{name}: no zoneinfo file")
        eras = eras_of(zone)
        check(name, zone, eras)
        if eras not in zones:
            zones.append(eras)
        for _, _, rule in eras:
            if rule and rule not in rules:
                rules.append(rule)
        of_name[name] = zones.index(eras)

    out = [f"// Generated by tools/generate_time_zones.py from tzdata {version}. Do not edit.", ""]
    out.append(f'constexpr std::string_view kVersion = "{version}";')
    out.append("")
    out.append("constexpr Rule kRules[] = {")
    for standard, other, begin, end in rules:
        changes = ", ".join("{%d, %d, %d, %d}" % change for change in (begin, end))
        out.append(f"    {{{standard}, {other}, {changes}}},")
    out += ["};", "", "constexpr Era kEras[] = {"]
    for eras in zones:
        line = "   "
        for second, offset, rule in eras:
            cell = f" {{{second}, {offset}, {rules.index(rule) if rule else -1}}},"
            if len(line) + len(cell) > 100:
                out.append(line)
                line = "   "
            line += cell
        out.append(line)
    out += ["};", "", "constexpr Zone kZones[] = {"]
    place = 0
    for eras in zones:
        out.append(f"    {{{place}, {len(eras)}}},")
        place += len(eras)
    out += ["};", "", "constexpr Name kNames[] = {"]
    out += [f'    {{"{name}", {number}}},' for name, number in sorted(of_name.items())]
    out.append("};")
    print("\n".join(out))


if __name__ == "__main__":
    main()
