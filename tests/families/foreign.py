"""Letters that the classifier was not trained on: another agency's notice, one that apes the IRS, a client's."""

from .texts import NONE, Labelled

LETTERS = (
    (
        "Pension Benefit Oversight Board",
        "Washington, DC 20005",
        "Notice of premium underpayment",
        "Plan year 2019",
        "Notice date March 4, 2020",
        "Our records show that the flat-rate premium filed for your plan",
        "was less than what is owed under the rules of the Board.",
        "Premium due $4,310.00",
        "Interest $88.12",
        "Late payment penalty $215.50",
        "Pay the amount due by April 3, 2020 to avoid more penalty and interest.",
        "If you disagree, ask for reconsideration in writing within 30 days from the date of this notice.",
        "Attach a copy of this notice and the documents that support your position.",
        "You may have to file an amended premium filing with the Internal Revenue Service as well.",
        "Detach this coupon and send it with your payment.",
    ),
    (
        "Harbor District Water and Sewer Authority",
        "Second notice of an unpaid account",
        "Account 0044-1821",
        "You have an unpaid balance from the last two billing periods.",
        "Previous balance $212.10",
        "Late fee $15.00",
        "Amount due by June 9, 2021 $227.10",
        "If we do not hear from you, service may be shut off and a lien may be",
        "recorded against the property in which the service was used.",
        "You may ask for a payment plan or a hearing.",
        "Call the number above Monday through Friday if you think that this bill is wrong.",
        "Return the lower part with your check or money order.",
    ),
    (
        "Dear Marta,",
        "thank you for the papers that you left at the desk on Tuesday. I looked through them and found",
        "three letters of the Internal Revenue Service about your late husband's business and one about your own",
        "return. I have called the number on the last of them and was told that nothing will happen before June.",
        "Please look for the bank statements of that year, for the receipts of the trip, and for the form that",
        "your employer sent you in January. When I have them we can answer all of it in one letter.",
        "My wife sends her regards to your sister. See you on Friday at the choir.",
        "Yours, Henry",
    ),
    (
        "Office of Consumer Credit",
        "Decision about your complaint",
        "File 20-77123",
        "We received your complaint on",
        "the lender named above and asked it to answer. It says that the fee was charged as agreed in the contract,",
        "and that a refund of the other two fees was sent to your address in May. We close the file for this reason.",
        "You may ask for a review of this decision within 20 days. Tell us in writing what we have overlooked.",
        "This office can't give legal advice and can't act in court for you.",
    ),
)


def letters() -> list[Labelled]:
    return [Labelled(NONE, lines) for lines in LETTERS]
