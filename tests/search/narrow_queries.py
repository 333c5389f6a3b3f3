"""Queries that find nothing on the coast, each with the repair to come first."""

# An address, and what the name of its first repair must hold.
FIRST_REPAIRS = (
    # Slips of one or two letters.
    ("q=harbour+brigde", "“bridge”"),
    ("q=harbuor", "“harbour”"),
    ("q=goverment+statement", "“government”"),
    ("q=parlament", "“parliament”"),
    ("q=accomodated+passengers", "“accommodated”"),
    ("q=enviroment+agency", "“environment”"),
    ("q=tunel+estuary", "“tunnel”"),
    ("q=lighthose+island", "“lighthouse”"),
    ("q=herrring", "“herring”"),
    ("q=shipyrad+contract", "“shipyard”"),
    ("q=icebraekers", "“icebreakers”"),
    ("q=Halvorson", "“Halvorsen”"),
    ("q=Ingird+Halvorsen", "“Ingrid”"),
    ("q=profesor+museum", "“professor”"),
    ("q=marytime", "“maritime”"),
    ("q=harbor+traffic", "“harbour”"),
    ("q=storm+wearhouses", "“warehouses”"),
    ("q=%22harbour+brigde%22", "“bridge”"),
    ("q=headline:tol", "“toll”"),
    ("q=bridge+W/3+oppened", "“opened”"),
    # Several slips, words run together, words taken apart.
    ("q=feryr+strkie", "“ferry” instead of “feryr”, “strike” instead of “strkie”"),
    ("q=harbourbridge", "“harbour bridge”"),
    ("q=ferrycrews+strike", "“ferry crews”"),
    ("q=foot+ball+ground", "“football”"),
    ("q=ship+yard", "“shipyard”"),
    ("q=light+house+island", "“lighthouse”"),
    # Words that the archive has not.
    ("q=harbour+zeppelin", "without zeppelin"),
    ("q=xylophone+toll+kazoo", "without xylophone and kazoo"),
    # Phrases, nearness, fields.
    ("q=%22bridge+harbour%22", "bridge, harbour near each other"),
    ("q=%22tolls+on+the+bridges%22", "in any form"),
    ("q=harbour+W/1+Monday", "harbour within 25 words of Monday"),
    ("q=headline:salinity", "salinity anywhere"),
    ("q=by:Lindqvist", "Lindqvist anywhere"),
    ("q=lead:railway", "railway anywhere"),
    ("q=ATLEAST9(toll)", "toll"),
    # Filters, dates, NOT.
    ("q=harbour+bridge&tag=fishing", "without “tagged fishing”"),
    ("q=lighthouse&from=2031-01-01&to=2031-12-31", "nearest article before: 1"),
    ("q=regatta&from=2023-01-01&to=2023-12-31", "nearest article before: 12 May 2020"),
    ("q=toll+date:2019", "nearest article after"),
    ("q=tunnel+NOT+council", "also with council"),
    # Two things at once.
    ("q=harbour+brigde&tag=fishing", "“bridge” instead of “brigde”, without “tagged"),
)
