"""Sentences for papers that are no notices, all in our own words; form numbers and headings are facts."""

FILLER = (
    "Interest grows from the day the tax should have been paid until the day it is paid in full; counted daily.",
    "The rate is set anew for every quarter and follows the short-term rate of the government, with a surcharge.",
    "When more than one charge falls on the same month, the smaller one may lower the larger one for that month.",
    "A charge can be taken back if there was a good reason. Write what happened, when, and what you did about it.",
    "If a payment is returned by the bank, a charge may be added even when the money arrives later.",
)
STATE_BILL = (
    "Our records of your state return show an unpaid balance. This office is not part of the Internal Revenue "
    "Service; a federal notice on the same year is a separate matter."
)
PENALTY_HEADS = (
    "Charges for filing late",
    "Charges for paying late",
    "Interest, section 6601",
    "How to ask for relief",
)
PENALTY_END = (
    "With a CP14 or CP503 the charges are shown on the notice itself. For debts above $50,000 other rules apply; "
    "a payment plan of up to $25,000 can be asked for with Form 9465."
)
HEARING_START = (
    "Fill this in to ask for a hearing when you were sent a notice of a lien or of an intended levy. Send it to "
    "the address on the notice; keep a copy."
)
HEARING_FIELDS = (
    "1. Taxpayer name",
    "2. Taxpayer identification number",
    "3. Current address",
    "4. Telephone and best time to call",
)
HEARING_REASONS = (
    "Filed notice of federal tax lien",
    "Proposed levy, or levy",
    "Installment agreement",
    "Offer in compromise",
    "I can't pay the balance",
    "Spouse is responsible",
)
RIGHTS = (
    "To be told what is wanted",
    "To good service",
    "To pay no more than is owed",
    "To object and be heard",
    "To appeal",
    "To an end of the matter",
    "To privacy",
    "To somebody who speaks for you",
)
# Filled with the code, amount and year of the notice that lies beside the letter, its last four digits and a check.
CLIENT_LETTER = (
    "I found the enclosed {code} in my mailbox and do not know what to do with it. It says the amount due is "
    "{amount}, but I believe that was paid with check {check} in April.",
    "Last year there was a CP2000 about the same account and you told me to keep it with the {year} papers. Is "
    "this the same matter? My neighbor had a CP504 and says they can take money from the bank, so please call.",
    "The last four of my number are {last4}. I am away until the end of the month; my daughter has the bank "
    "records if you want to see the two payments.",
)
FAX_NOTES = "Notes: copy of what came from the government, all sheets I have. Page 3 is hard to read."
FAX_WARNING = (
    "This message is meant for the person named above and nobody else. If it reached you by mistake, call the "
    "sender and destroy every sheet."
)
RETURN_LINES = (
    "Tax",
    "Credits from Schedule 3",
    "Other taxes",
    "Total tax",
    "Federal income tax withheld",
    "Estimated payments",
    "Refundable credits",
    "Total payments",
    "Overpaid",
    "Amount you owe",
    "Estimated tax penalty",
)
BANK_LINES = (
    "GROCERY 0412",
    "PAYROLL DEP CEDARLINE",
    "IRS USATAXPYMT",
    "CITY WATER",
    "ATM 8TH ST",
    "INTEREST",
    "RENT",
)
