"""How quickly does a call reach the tablets, and what does a socket cost?

    python bench/live.py [--shape embedded|grown|both] [--json] [--quick]

Everything is measured against a bare `websockets` server with a bare commit, in turn, on the same machine in the same
run; the ratio is what means something on another machine. In the grown shape calls are posted to one process and the
sockets are at another, so that every nudge goes through Redis.
"""

import shapes

AIMS = {"broadcast_1000": 3, "push": {"embedded": 2, "grown": 3.5}, "rate_100": 5}


def main():
    asked = shapes.words_of(__doc__, shape="both", quick="a tenth of the sockets: does it run at all").parse_args()
    shapes.show(asked, tell, "measures_live.py", "quick" if asked.quick else "full")


def tell(shape: str, measured: dict) -> None:
    print(f"  {'p50/p95/p99, or first/median/last':48} {'ours ms':>24} {'floor ms':>24} {'ratio':>6} {'aim':>5}")
    for name, row in measured["times"].items():
        aim = AIMS.get(name, "")
        aim = aim.get(shape, "") if isinstance(aim, dict) else aim
        ours, floor = ("/".join(str(number) for number in row[who]["ms"]) for who in ("ours", "floor"))
        lost = f"  LOST {row['ours']['lost']}" if row["ours"]["lost"] else ""
        print(f"  {row['what']:48} {ours:>24} {floor:>24} {row['ratio']:>6} {aim:>5}{lost}")
    for what, value in measured["plain"].items():
        print(f"  {what:60} {value}")


if __name__ == "__main__":
    main()
