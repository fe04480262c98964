"""What others write that sounds like the IRS: agencies, lenders, collectors, firms that sell help. Our own words."""

OTHERS: tuple[tuple[str, ...], ...] = (
    (  # a federal office that offsets payments
        "Department of the Treasury", "Bureau of the Fiscal Service", "P.O. Box 1686 Birmingham, AL",
        "As authorized by federal law, we applied all or part of your federal payment to a debt you owe.",
        "The agency that asked us to collect the debt is shown below.", "Contact that agency about your debt.",
        "Child support debt. Student loan debt. State income tax obligation.", "Offset amount", "Original payment",
        "If you filed a joint federal return and are not responsible for the debt, contact the Internal Revenue Service.",
        "The agency has told us that it notified you before it referred the debt to us.",
    ),
    (  # social security
        "Social Security Administration", "Important Information", "Retirement, Survivors and Disability Insurance",
        "We are writing to tell you about changes in your benefits.", "Your monthly benefit before deductions is shown.",
        "We paid you more than we should have. You must refund this overpayment within 30 days.",
        "You have the right to appeal. You have 60 days to ask for an appeal, in writing.",
        "If you have any questions, call us toll free or visit a local office.", "Medicare premium deducted",
        "We will withhold your benefit until the overpayment is paid back.",
    ),
    (  # unemployment insurance
        "State Labor Agency", "Unemployment Insurance Division", "Employer rate notice for the coming year",
        "Your contribution rate has been computed from your reserve account.", "Taxable wage base", "Experience rating",
        "Quarterly wage reports are due by the last day of the month after the quarter.",
        "An employer may protest this determination within 30 days of the mailing date.",
        "Amount due for the quarter, penalty and interest", "Pay online at the employer portal.",
    ),
    (  # property tax
        "County Treasurer", "Real property tax bill", "Parcel number", "Assessed value", "Homestead exemption",
        "First installment due, second installment due", "Delinquent taxes will be sold at the annual tax sale.",
        "Return this coupon with your payment.", "A penalty is added for each month the tax is unpaid.",
    ),
    (  # state sales tax
        "Comptroller", "Sales and use tax permit", "Notice of assessment", "You have not filed your sales tax return.",
        "Your business owes tax, penalty and interest for the period.", "We may file a lien, or levy your bank account.",
        "You may request a hearing within 60 days from the date of this letter.", "Taxpayer number, filing period",
    ),
    (  # a debt collector
        "Account Recovery Services", "This is an attempt to collect a debt.", "Original creditor", "Account number",
        "Unless you dispute the debt within 30 days we will assume that it is valid.", "Balance due", "Interest", "Fees",
        "We can offer you a settlement, or a payment plan that suits you.", "Detach and return with your payment.",
    ),
    (  # a bank
        "Your mortgage statement", "Principal balance, escrow balance", "Payment due date", "Late charge",
        "Notice of default and intent to accelerate", "To cure the default you must pay the past due amount.",
        "You may have the right to reinstate the loan.", "Customer service is open Monday to Friday.",
    ),
    (  # sellers of tax help
        "FINAL ATTEMPT TO CONTACT", "Tax Resolution Unit", "Our records show that a tax lien was filed against you.",
        "You may qualify for a fresh start program. Call now to avoid wage garnishment and bank levy.",
        "This office is not affiliated with any government agency.", "Distraint warrant case number",
        "Your property may be seized. Eligibility expires in ten days.", "County public records", "Amount owed",
    ),
    (  # a tax firm to its client
        "Dear client", "Enclosed please find the notice you sent us and our reply to the Internal Revenue Service.",
        "We recommend that you pay the balance before the due date.", "Please sign Form 2848 and return it to us.",
        "Our invoice for professional services is enclosed.", "Thank you for your business.", "Best regards",
        "We asked the IRS to remove the penalty because of your clean record.", "Call me if you have any questions.",
    ),
    (  # immigration, courts
        "U.S. Citizenship and Immigration Services", "Notice of action", "Receipt number", "Case type", "Priority date",
        "We received your application and fee.", "You will be notified about your biometrics appointment.",
        "If you move, tell us your new address within ten days.",
    ),
    (  # a court
        "Superior Court", "Summons", "You have been sued. You must file a written answer within 30 days.",
        "Jury service", "Failure to appear may result in a fine.", "Plaintiff, defendant, case number", "Clerk of the court",
    ),
    (  # health insurance
        "Explanation of benefits", "This is not a bill", "Amount billed, plan discount, amount you may owe",
        "Your appeal rights", "Premium tax credit, Form 1095-A", "Open enrollment begins in November.",
        "Marketplace eligibility notice", "You must send documents to confirm your income.",
    ),
    (  # Spanish
        "Departamento de Hacienda", "Notificacion de deuda contributiva", "Planilla de contribucion sobre ingresos",
        "Usted tiene 30 dias para objetar esta notificacion.", "Cantidad adeudada, intereses, recargos y penalidades",
        "Puede pagar en cualquier colecturia.", "Seguro por desempleo", "Administracion del Seguro Social",
    ),
)  # fmt: skip
