"""``python -m wxbuyer_gui`` is the same as the installed ``wxbuyer-gui``."""

from wxbuyer_gui.cli import main

raise SystemExit(main())
