"""Start the counter window from a checkout; the same as the installed ``wxbuyer-gui``."""

from wxbuyer_gui.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
