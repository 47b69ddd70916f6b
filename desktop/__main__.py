"""What ``netralitas`` and ``python -m desktop`` start: a command of the command line, or the window."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence

from cases.errors import InvalidInput, OfficeError
from desktop import __version__
from desktop.command_line.cli import PROBLEM, can_show_a_window, complain, complain_of_bug, make_parser, run_deadline


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return 0, 1 for a problem told in one sentence, 2 for a wrong call (argparse leaves itself)."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows console may know no en dash
    options = make_parser(__version__).parse_args(arguments)
    try:
        return _run(options)
    except OfficeError as error:
        return complain(error)
    except BrokenPipeError:  # who read the answer has left, as ``head`` does
        return PROBLEM
    except KeyboardInterrupt:
        print("Dihentikan.", file=sys.stderr)  # noqa: T201 - a command line speaks
        return PROBLEM
    except Exception as error:  # noqa: BLE001 - no traceback reaches a user
        return complain_of_bug(error)


def _run(options: Namespace) -> int:
    if options.command is None:
        if not can_show_a_window():
            raise InvalidInput("Di sini tidak ada layar untuk jendela; beri perintah, lihat: netralitas --help")
        from desktop.app import run_window  # noqa: PLC0415 - Qt, which the command line does not need

        return run_window(options)
    if options.command == "deadline":
        return run_deadline(options)
    from desktop.command_line.commands import COMMANDS  # noqa: PLC0415 - the database, which a count of days does not need

    return COMMANDS[options.command](options)


if __name__ == "__main__":
    sys.exit(main())
