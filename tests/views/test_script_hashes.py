from views.script_hashes import script_hashes

# The digest of "alert('Hello, world.');" as the CSP specification gives it.
KNOWN = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def test_an_inline_script_is_named_by_its_hash() -> None:
    page = b"<script>alert('Hello, world.');</script><script src=x.js></script>"
    assert script_hashes(page) == KNOWN


def test_scripts_of_files_and_repeated_ones_are_named_once_or_not() -> None:
    script = b"<script>alert('Hello, world.');</script>"
    assert script_hashes(script * 2) == KNOWN
    assert script_hashes(b'<script type="module" src="./a.js"></script>') == ""
