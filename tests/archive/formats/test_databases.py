"""What newspaper databases and agencies export."""

from tests.archive.formats.samples import MORE, STORY, one, records

OLD_NEXIS = f"""
                               1 of 2 DOCUMENTS

                              The Brovik Courier

                        October 30, 2025 Thursday
                              Late Edition

Port closed by strike

BYLINE: By ADA MARSH

SECTION: Section A; Pg. 1

LENGTH: 28 words

DATELINE: BROVIK

{STORY}

{MORE}

SUBJECT: PORTS (90%); STRIKES (80%)

LOAD-DATE: October 31, 2025

                   Copyright 2025 The Brovik Courier
                               2 of 2 DOCUMENTS

                              The Brovik Courier

                        October 31, 2025 Friday

Port open again

LENGTH: 14 words

{MORE}

LOAD-DATE: November 1, 2025
"""
NEW_NEXIS = f"""Port closed by strike
The Brovik Courier
October 30, 2025 Thursday

Copyright 2025 The Brovik Courier All Rights Reserved
Section: Pg. 1
Length: 28 words
Byline: Ada Marsh
Body

{STORY}

{MORE}

Load-Date: October 31, 2025

End of Document
"""
FACTIVA = f"""HD
Port closed by strike
BY
By Ada Marsh
WC
28 words
PD
30 October 2025
SN
The Brovik Courier
LA
English
LP
{STORY}

TD
{MORE}

AN
Document BRVK000020251030elau00001
"""
AGENCY = f"""<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"
 guid="urn:brovik:1" xml:lang="en"><itemMeta><provider><name>ANI</name></provider>
<versionCreated>2025-10-30T23:30:00-08:00</versionCreated></itemMeta>
<contentMeta><headline>Port closed</headline><by>Ada Marsh</by>
<subject><name>ports</name></subject></contentMeta><contentSet><inlineXML>
<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{STORY}</p><p>{MORE}</p></body></html>
</inlineXML></contentSet></newsItem>"""


def test_the_documents_of_an_old_nexis_export_are_parted() -> None:
    first, second = records(OLD_NEXIS, name="a.txt")
    assert first.format == "nexis"
    assert first.headline == "Port closed by strike"
    assert first.source == "The Brovik Courier"
    assert str(first.published_on) == "2025-10-30"
    assert first.byline == "ADA MARSH"
    assert first.dateline == "BROVIK"
    assert first.body == f"{STORY}\n\n{MORE}"
    assert first.tags == ("Ports", "Strikes")
    assert second.headline == "Port open again"
    assert second.body == MORE


def test_a_document_of_a_new_nexis_export_is_read() -> None:
    record = one(NEW_NEXIS, name="a.txt", format="nexis")
    assert record.headline == "Port closed by strike"
    assert record.source == "The Brovik Courier"
    assert str(record.published_on) == "2025-10-30"
    assert record.body == f"{STORY}\n\n{MORE}"


def test_the_documents_of_a_factiva_export_are_parted() -> None:
    first, second = records(FACTIVA + FACTIVA.replace("00001", "00002"), name="a.txt")
    assert first.format == "factiva"
    assert first.headline == "Port closed by strike"
    assert first.byline == "Ada Marsh"
    assert first.source == "The Brovik Courier"
    assert str(first.published_on) == "2025-10-30"
    assert first.language == "en"
    assert first.body == f"{STORY}\n\n{MORE}"
    assert second.carried_id == "BRVK000020251030elau00002"


def test_an_item_of_newsml_is_an_article() -> None:
    record = one(AGENCY, name="a.xml", format="newsml")
    assert record.headline == "Port closed"
    assert record.source == "ANI"
    assert str(record.published_on) == "2025-10-30"
    assert record.byline == "Ada Marsh"
    assert record.tags == ("ports",)
    assert record.body == f"{STORY}\n\n{MORE}"
