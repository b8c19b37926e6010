"""Official OpenCC as a filter: lines in, converted lines out.

Official ``opencc`` and ``opencc-python-reimplemented`` install into the same folder, so this
runs in an environment of its own, started by :mod:`tests.oracles.script`::

    uv run --isolated --no-project --with opencc==1.4.2 python tests/oracles/official_opencc.py s2t
"""

import sys


def main() -> None:
    """Convert standard input by the configuration named on the command line."""
    from opencc import OpenCC

    sys.stdin.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    converter = OpenCC(sys.argv[1])
    for line in sys.stdin:
        sys.stdout.write(converter.convert(line))


if __name__ == "__main__":
    main()
