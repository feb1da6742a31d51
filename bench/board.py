"""Does the board keep up? 50 units, 200 open calls, ten dispatchers, five events a second.

    python bench/board.py [--shape embedded|grown|both] [--minutes N] [--json] [--quick]

The real server, two desks in a real Chromium (an event is shown when the page's rows say so) and eight clients that do
what that page does. Crews, callers and dispatchers act at the real doors. Each time runs from the request that files an
event until the last of the ten boards shows it. Aim: 500 ms at p95, nothing lost, memory flat. The peer of the same run
is one desk with ten calls at the same server: the ratio is what means something on another machine. Positions and
remarks are filed too; a board shows the first within five seconds, by design, and the second not at all.
"""

import shapes

AIM, FLAT = 500, 1.0  # ms at p95; MB a minute


def main() -> None:
    words = shapes.words_of(__doc__, shape="embedded", quick="half a minute: does it run at all")
    words.add_argument("--minutes", type=float, default=10)
    asked = words.parse_args()
    shapes.show(asked, tell, "measures_board.py", str(0.5 if asked.quick else asked.minutes))


def tell(shape: str, measured: dict) -> None:
    for name, what in (("city", "200 calls, 50 units, 10 desks, 5 a second"), ("peer", "10 calls, 1 desk, 1 a second")):
        one = measured[name]
        shown, server = one["shown"], one["server"]
        print(f"  {what}: {one['events']} events, {shown['n']} to be shown, {one['pages']} Chromium pages")
        rows = {"shown by the last board": shown, "by each board": shown["each"], "answered": shown["answer"]}
        for row, times in rows.items():
            told = "/".join(str(times[part]) for part in ("p50", "p95", "p99", "p100"))
            print(f"    {row:28} p50/p95/p99/max ms  {told}")
        print(f"    lost {shown['lost']} {shown['which'] or ''}, refused {one['refused'] or 0}")
        print(f"    first page {one['first_page_ms']} ms")
        size = f"{server['first_MB']} to {server['last_MB']} MB, {server['MB_a_minute']} MB a minute"
        print(f"    server: {server['cpu']:.0%} of a core, {size}")
    for kind, times in measured["city"]["shown"]["by_kind"].items():
        print(f"      {kind:14} {times['n']:>5}  {times['p50']:>5} {times['p95']:>5} {times['p99']:>5}")
    city = measured["city"]
    met = city["shown"]["p95"] <= AIM and not city["shown"]["lost"] and city["server"]["MB_a_minute"] <= FLAT
    aim = f"aim of {AIM} ms, none lost, {FLAT} MB a minute: {'met' if met else 'NOT MET'}"
    print(f"  p95 against the peer's: {measured['ratio_p95']}; {aim}")


if __name__ == "__main__":
    main()
