"""Works the results in a bundle out again, by the specification's sections 7.3, 8.3 to 8.5: scripts/check-scores."""

import hashlib
import json
import math
import sys
from base64 import b64decode, b64encode
from fractions import Fraction
from pathlib import Path

bundle = Path(sys.argv[1])


class Differs(Exception):
    pass


def expect(what, said, found):
    if said != found:
        raise Differs(f"{what}: {said} is said, {found} comes out")


def fixed(number, places):
    """The decimal of this exact value."""
    whole = number * 10**places
    if whole.denominator != 1:
        raise Differs(f"{number} has more than {places} decimals")
    digits = str(abs(whole.numerator)).rjust(places + 1, "0")
    return ("-" if whole < 0 else "") + digits[:-places] + "." + digits[-places:]


def half_up(number, places):
    return Fraction(math.floor(number * 10**places + Fraction(1, 2)), 10**places)


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


# Notes by their ids, which are SHA-256 of the text before the empty line.
notes = {}
for path in (bundle / "notes").iterdir():
    text = path.read_bytes().split(b"\n\n", 1)[0] + b"\n"
    notes[hashlib.sha256(text).digest()] = text.decode().splitlines()


def values(lines, word):
    return [line.split(" ", 1)[1] for line in lines if line.split(" ", 1)[0] == word]


def draw(lines):
    """The ids in the order drawn, by the secrets of a tender-drawn."""
    drawn = b64decode(values(lines, "draw")[0])
    announced = notes[drawn]
    secrets = [b64decode(line.split()[1]) for line in values(lines, "secret")]
    commits = [line.split()[1] for line in values(announced, "commit")]
    expect("commitments", commits, [b64encode(hashlib.sha256(secret).digest()).decode() for secret in secrets])
    listed = b64decode(values(announced, "list")[0].split()[2]).hex()
    ids = (bundle / "lists" / f"{listed}.txt").read_text().split("\n")
    seed = hashlib.sha256(b"tender-draw/v1\n" + drawn + b"".join(secrets)).digest()
    order = sorted(filter(None, ids), key=lambda one: hashlib.sha256(seed + one.split()[-1].encode()).digest())
    return b64encode(drawn).decode(), [one.split()[-1] for one in order[: int(values(announced, "take")[0])]]


def points(criterion, scores, members, scheme):
    """Sum, count and points of one criterion of one bid."""
    given = [Fraction(scores[member]) for member in members]
    for score in given:
        if not 0 <= score <= Fraction(criterion["max"]) or score % Fraction(criterion["step"]):
            raise Differs(f"{score} is no score of {criterion['id']}")
    if criterion["kind"] == "objective" and len(set(given)) > 1:
        raise Differs(f"members differ in {criterion['id']}")
    if scheme["combine"] == "trimmedMean" and len(given) >= 5:
        given = sorted(given)[1:-1]
    return sum(given), len(given), half_up(sum(given) / len(given), scheme["rounding"]["places"])


def price_points(evaluated, all_evaluated, price, places):
    if price["formula"] == "fixed":
        return Fraction(0)
    most = Fraction(price["max"])
    if price["formula"] == "lowest":
        return half_up(min(all_evaluated) / evaluated * most, places)
    mean = half_up(sum(all_evaluated) / len(all_evaluated), 2)
    away = (evaluated - mean) / mean * 100
    each = Fraction(price["perPercentAbove" if away > 0 else "perPercentBelow"])
    return max(Fraction(0), half_up(most - abs(away) * each, places))


def check_lot(path, draws):
    file = json.loads(path.read_bytes())
    lot, scheme, members = file["lot"], file["scheme"], file["members"]
    places = scheme["rounding"]["places"]
    expect("schemeSha256", file["schemeSha256"], b64encode(hashlib.sha256(canonical(scheme)).digest()).decode())
    sealed = any("sealed" in bid for bid in file["bids"])
    ranked = [bid for bid in file["bids"] if bid.get("state") == "ranked"]
    evaluated = {}
    for bid in ranked:
        price = bid["price"]
        value = Fraction(price["corrected"]) * (1 - Fraction(price["deduction"]))
        expect(f"{bid['bid']} evaluated", Fraction(price["evaluated"]), value)
        evaluated[bid["bid"]] = value
    for bid in file["bids"]:
        total = Fraction(0)
        for criterion in scheme["criteria"] if "criteria" in bid else []:
            figures = bid["criteria"][criterion["id"]]
            name = f"{bid['bid']} {criterion['id']}"
            sum_, count, worth = points(criterion, figures, members, scheme)
            expect(f"{name} sum", Fraction(figures["sum"]), sum_)
            expect(f"{name} count", figures["count"], count)
            expect(f"{name} points", figures["points"], fixed(worth, places))
            total += worth
        if bid not in ranked:
            continue
        if not sealed:
            expect(f"{bid['bid']} lowest", Fraction(bid["price"]["lowest"]), min(evaluated.values()))
            worth = price_points(evaluated[bid["bid"]], list(evaluated.values()), scheme["price"], places)
            expect(f"{bid['bid']} price points", bid["price"]["points"], fixed(worth, places))
        expect(f"{bid['bid']} total", bid["total"], fixed(total + Fraction(bid["price"]["points"]), places))
    keys = {"total": lambda bid: -Fraction(bid["total"]), "evaluatedPrice": lambda bid: evaluated[bid["bid"]]}
    place = {bid["bid"]: tuple(keys[key](bid) for key in scheme["rank"] if key in keys) for bid in ranked}
    for bid in ranked if not sealed else []:
        expect(f"{bid['bid']} rank", bid["rank"], 1 + sum(other < place[bid["bid"]] for other in place.values()))
        tie = bid.get("tie")
        if tie:
            hex_id = b64decode(bid["bid"]).hex()
            expect(f"{bid['bid']} order", tie["order"], draws[tie["draw"]].index(hex_id) + 1)
    words = f"{len(ranked)} of {len(file['bids'])} bids ranked"
    if sealed:
        words += ", the others' figures are sealed: ranks and the lowest price are not worked out"
    elif len(ranked) < scheme["minBids"] and "failed" not in file:
        words += f", fewer than {scheme['minBids']}"
    print(f"ok   lot {lot}: {words}")
    award = bundle / "award" / f"{lot}.json"
    if award.exists():
        check_award(json.loads(award.read_bytes()), path, ranked, sealed)


def check_award(award, path, ranked, sealed):
    winner = next(bid for bid in ranked if bid["bid"] == award["bid"])
    expect("the award's evaluation", award["evaluation"], b64encode(hashlib.sha256(path.read_bytes()).digest()).decode())
    expect("the award's rank", award["rank"], winner["rank"])
    expect("the award's price", Fraction(award["price"]), Fraction(winner["price"]["corrected"]))

    def comes_before(bid):
        mine, its = winner.get("tie") or {}, bid.get("tie") or {}
        return (bid["rank"], its.get("order", 0)) < (winner["rank"], mine.get("order", 0))

    if not sealed:
        better = {bid["bid"] for bid in ranked if comes_before(bid)}
        expect("bids passed over", sorted(over["bid"] for over in award["passedOver"]), sorted(better))
    print(f"ok   award {award['lot']}: rank {award['rank']} at {award['price']} yuan")


try:
    draws = {}
    for lines in notes.values():
        if lines[0] == "tender-drawn/v1":
            announced, order = draw(lines)
            expect("the draw's results", values(lines, "result"), order)
            draws[announced] = order
            print(f"ok   draw {announced}: {len(order)} in the order drawn")
    for path in sorted((bundle / "evaluation").glob("*.json")) if (bundle / "evaluation").exists() else []:
        check_lot(path, draws)
except (Differs, KeyError, StopIteration, OSError, ValueError, IndexError) as error:
    print(f"FAIL {bundle}: {error or type(error).__name__}")
    sys.exit(1)
