"""The colours of the window: one set for light, one for dark. Nothing else in the program names a colour.

Every pair of a text and the ground it stands on reaches a contrast of 4.5:1 (WCAG 2.2, 1.4.3), icons and edges that
carry meaning 3:1; a test computes both.
"""

from __future__ import annotations

from typing import NamedTuple


class Tokens(NamedTuple):
    """One theme's colours as ``#RRGGBB`` (``scrim``: ``#AARRGGBB``). ``avatars`` are pairs of ground and letter."""

    bg: str
    surface: str
    sunken: str
    field: str
    hover: str
    press: str
    border: str
    line: str
    edge: str
    edge2: str
    text: str
    text2: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    soft: str
    soft_hover: str
    accent_text: str
    sel: str
    ok: str
    ok_bg: str
    neutral: str
    neutral_bg: str
    warn: str
    warn_bg: str
    warn_line: str
    danger: str
    danger_bg: str
    danger_line: str
    info: str
    info_bg: str
    hit: str
    hit_text: str
    toast: str
    toast_text: str
    toast_link: str
    scrim: str
    avatars: tuple[tuple[str, str], ...]


LIGHT = Tokens(
    bg="#F3F4F6",
    surface="#FFFFFF",
    sunken="#F8F9FB",
    field="#FFFFFF",
    hover="#F1F3F5",
    press="#E7EAEE",
    border="#E3E6EA",
    line="#ECEEF1",
    edge="#C6CCD4",
    edge2="#858E99",
    text="#171A1F",
    text2="#434B55",
    muted="#636C77",
    disabled="#868F9A",
    accent="#0B7A55",
    accent_hover="#096847",
    accent_press="#07563B",
    on_accent="#FFFFFF",
    soft="#E1F2EA",
    soft_hover="#D3EBE0",
    accent_text="#086848",
    sel="#E6F4EE",
    ok="#086848",
    ok_bg="#E1F2EA",
    neutral="#4A525C",
    neutral_bg="#EDEFF2",
    warn="#854800",
    warn_bg="#FFF2DC",
    warn_line="#F0D5A2",
    danger="#B3261E",
    danger_bg="#FDEDEB",
    danger_line="#F0C3BE",
    info="#1D4FB8",
    info_bg="#E8EFFD",
    hit="#FFEDB3",
    hit_text="#171A1F",
    toast="#23272D",
    toast_text="#F4F5F7",
    toast_link="#6FE0B3",
    scrim="#6110141A",
    avatars=(
        ("#DDEBFF", "#1B4F9C"),
        ("#E0F3E8", "#0B6644"),
        ("#FCE7D8", "#8F3F0A"),
        ("#EFE5FD", "#5B2FA6"),
        ("#FDE3EC", "#98245A"),
        ("#DDF3F5", "#0B5F6B"),
        ("#F6ECCB", "#6A4A00"),
        ("#E6E8F6", "#3A4391"),
    ),
)

DARK = Tokens(
    bg="#111316",
    surface="#1A1D21",
    sunken="#16191C",
    field="#15181B",
    hover="#24282E",
    press="#2C3138",
    border="#2A2F36",
    line="#24282E",
    edge="#3D444D",
    edge2="#7C8590",
    text="#ECEEF1",
    text2="#C3C9D1",
    muted="#99A2AD",
    disabled="#646D78",
    accent="#3BC491",
    accent_hover="#55D1A4",
    accent_press="#2FAD7F",
    on_accent="#04140D",
    soft="#15342A",
    soft_hover="#1A4033",
    accent_text="#62D9AC",
    sel="#17322A",
    ok="#62D9AC",
    ok_bg="#15342A",
    neutral="#C3C9D1",
    neutral_bg="#292E35",
    warn="#F2C071",
    warn_bg="#33280F",
    warn_line="#54431C",
    danger="#FF9C93",
    danger_bg="#3A1E1C",
    danger_line="#5E302C",
    info="#A3C2FF",
    info_bg="#1B2942",
    hit="#4E3F14",
    hit_text="#FFE7A3",
    toast="#E9ECEF",
    toast_text="#171A1F",
    toast_link="#086848",
    scrim="#8C000000",
    avatars=(
        ("#1E3454", "#A9CBFF"),
        ("#17392C", "#7FE0B8"),
        ("#47291A", "#FFBE94"),
        ("#352653", "#CDB2FF"),
        ("#47203A", "#FFADD0"),
        ("#153B41", "#8BE0EA"),
        ("#3D3213", "#F0D389"),
        ("#2A2F57", "#B9C1FF"),
    ),
)
