"""Why a file is set aside: stable words for programs, sentences for people."""

from types import MappingProxyType

SENTENCES = MappingProxyType(
    {
        "not_found": "There is no file of this name.",
        "not_a_file": "This is not a file but a device, a pipe or a socket.",
        "no_permission": "The file may not be read: its permissions forbid it.",
        "read_error": "The file could not be read from the disk.",
        "still_changing": "The file was still being written; take it in again when it is complete.",
        "linked_folder": "This is a link to another folder; give that folder itself to have it read.",
        "system_file": "A file that the operating system keeps for itself; there is no mail in it.",
        "empty": "The file is empty.",
        "too_large": "The file is larger than a scan can be.",
        "too_many_pages": "The file has more pages than one scan can have; split it.",
        "too_many_pixels": "The image has more pixels than a page of paper can have.",
        "no_pages": "The file has no pages.",
        "page_count_wrong": "The file's page count does not agree with its pages; save it again from a PDF viewer.",
        "password": "The file is protected by a password; save it without one.",
        "damaged": "The file is damaged or cut off and can't be opened.",
        "hangs": "The file could not be opened within the time a scan may take.",
        "crashes": "The file makes the program that opens it fail.",
        "executable": "This is a program, not a scan, whatever its name says.",
        "script": "This is a program text, not a scan, whatever its name says.",
        "office_document": "This is an office document, not a scan; print it to PDF.",
        "web_page": "This is a web page, not a scan; print it to PDF.",
        "email": "This is an e-mail message; save its attachments and take those in.",
        "text": "This is plain text, not a scan.",
        "image_type": "This kind of image can't be read; save it as JPEG, PNG, TIFF or PDF.",
        "heic": "This is a HEIC photo, as telephones make them; save it as JPEG or PDF.",
        "archive_type": "This kind of archive can't be opened; pack the files as ZIP or give them one by one.",
        "unknown_type": "This is no scan: neither PDF, TIFF, JPEG, PNG nor ZIP.",
        "unsafe_name": "The name of this archive member points outside the archive; such names are made to do harm.",
        "archive_too_deep": "Archives are packed within archives too deeply.",
        "archive_too_many": "The archive holds more files than a mailroom's can.",
        "archive_too_large": "The archive unpacks to more than a mailroom can hold; the rest of it was left.",
        "archive_ratio": "This archive member grows out of all proportion; such members are made to do harm.",
        "archive_method": "This archive member is packed in an unusual way; pack the files as an ordinary ZIP.",
        "archive_empty": "The archive holds no files.",
    }
)
