import datetime
import pathlib

from scraper.pages import Authority, Document, parse_provider, parse_search

FIXTURES = pathlib.Path(__file__).parent / "fixtures"
SITE = "https://inspections.example"


def saved(name: str) -> str:
    return (FIXTURES / name).read_text(encoding="utf-8")


def test_search_page_gives_authorities_count_and_next_page():
    page = parse_search(saved("search-first.html"), f"{SITE}/search?start=0&rows=100")
    assert page.authorities == (
        Authority("90001", "Brackendale Council"),
        Authority("90002", "Marlowshire County Council"),
        Authority("90003", "Port Ellery & the Isles"),
    )
    assert page.results == 1204
    assert page.next_url == f"{SITE}/search?q=&level_1_types=3&start=100&rows=100"


def test_search_page_is_read_without_any_class_name():
    page = parse_search(saved("search-plain.html"), f"{SITE}/search?start=100")
    assert [authority.urn for authority in page.authorities] == ["90004", "90005"]
    assert page.results == 102
    assert page.next_url == f"{SITE}/search?start=200"


def test_page_without_results_has_no_count_and_no_next_page():
    page = parse_search(saved("search-none.html"), SITE)
    assert (page.authorities, page.results, page.next_url) == ((), None, None)


def test_provider_page_of_the_usual_markup():
    page = parse_provider(saved("provider-usual.html"), f"{SITE}/provider/44/90001", "90001")
    assert page.name == "Brackendale Council"
    assert page.names_urn
    assert page.documents == (
        Document(
            "70000001",
            "Children's services inspection",
            datetime.date(2014, 9, 1),
            "https://files.ofsted.gov.uk/v1/file/70000001",
        ),
        Document(
            "70000002",
            "Children’s services inspection, pdf",
            datetime.date(2013, 12, 24),
            "https://files.api.ofsted.gov.uk/v1/file/70000002",
        ),
        Document("70000003", "Area SEND full inspection", datetime.date(2013, 12, 24), f"{SITE}/v1/file/70000003"),
    )


def test_provider_page_is_read_by_its_addresses_when_the_markup_changes():
    page = parse_provider(saved("provider-changed.html"), f"{SITE}/provider/44/90002", "90002")
    assert page.name == "Marlowshire County Council"
    assert not page.names_urn
    assert [(entry.file_id, entry.title, str(entry.listed_on), entry.url, entry.note) for entry in page.documents] == [
        (
            "ab-C_9",
            "Inspection of children's services",
            "2015-02-03",
            f"{SITE}/v1/file/ab-C_9?download=1",
            None,
        ),
        (
            "70000012",
            "Review of the Local Safeguarding Children Board",
            "2015-03-05",
            "https://files.ofsted.gov.uk/v1/file/70000012/",
            None,
        ),
        (
            "70000013",
            "Single inspection of la children's services",
            "2016-06-29",
            f"{SITE}/v1/file/70000013",
            None,
        ),
    ]


def test_what_an_entry_does_not_say_plainly_is_noted():
    page = parse_provider(saved("provider-odd.html"), f"{SITE}/provider/44/90003", "90003")
    entries = {entry.file_id: entry for entry in page.documents}
    assert list(entries) == ["70000021", "70000022", "70000023", "provider-files-12345-urn-90003-pdf"]
    assert entries["70000021"].listed_on == datetime.date(2014, 4, 3)
    assert entries["70000021"].note == "the link says 2014-04-03, the timeline 2014-04-02"
    # 31 June does not exist; two dates around a link do not tell which is its own.
    for file_id in ("70000022", "70000023"):
        assert entries[file_id].listed_on is None
        assert entries[file_id].note == "the page gives no date that can be read"
    last = entries["provider-files-12345-urn-90003-pdf"]
    assert not last.has_file_id
    assert last.listed_on == datetime.date(2014, 5, 2)
    assert last.note == "its address is not of the form /v1/file/<id>"
