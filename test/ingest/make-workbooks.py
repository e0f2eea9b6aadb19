"""Makes the workbooks of test/ingest/fixtures: XlsxWriter 3.3.1 (as Excel writes them) and openpyxl 3.1.5.

    pip install XlsxWriter==3.3.1 openpyxl==3.1.5 && python test/ingest/make-workbooks.py
"""

import datetime as dt
from pathlib import Path

import openpyxl
import xlsxwriter

out = Path(__file__).parent / "fixtures"

# A marketer's file: a cover, the table under a title, codes by format, merged order numbers, hidden things, formulas.
with xlsxwriter.Workbook(out / "orders.xlsx") as book:
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
    euro = book.add_format({"num_format": '#,##0.00\\ [$€-407]'})
    postcode = book.add_format({"num_format": "00000"})
    phone = book.add_format({"num_format": "[<=9999999]###-####;(###) ###-####"})
    middle = book.add_format({"valign": "top"})
    cover = book.add_worksheet("Cover")
    cover.write("A1", "Orders of the spring", bold)
    sheet = book.add_worksheet("Orders")
    sheet.merge_range("B2:J2", "Report of 2024", bold)
    names = ["Order no", "Customer", "Order date", "Delivered", "Product", "Quantity", "Unit price", "Total", "Postcode", "Phone"]
    sheet.write_row("B4", names, bold)
    rows = [
        ("1001", "C1", dt.datetime(2024, 1, 5, 10, 15), dt.date(2024, 1, 8), "Green tea", 2, 4.5, 1067, 5551234),
        ("", "C1", dt.datetime(2024, 1, 5, 10, 15), dt.date(2024, 1, 8), "Sugar,\nbrown", 3, 1.99, 1067, 5551234),
        ("1002", "C2", dt.datetime(2024, 1, 20, 9, 0), None, "Coffee", 1, 1204.0, 99423, 4155551234),
        None,
        ("1003", "C3", dt.datetime(2024, 2, 29, 23, 59, 59), None, "Tea & <milk>", 1, 0.1 + 0.2, 501, 4155551234),
    ]
    for i, row in enumerate(rows):
        r = 4 + i
        if row is None:
            continue
        order, customer, at, delivered, product, quantity, price, code, tel = row
        if order == "1001":
            sheet.merge_range(r, 1, r + 1, 1, order, middle)
        elif order:
            sheet.write_string(r, 1, order)
        sheet.write(r, 2, customer)
        sheet.write_datetime(r, 3, at, moment)
        if delivered:
            sheet.write_datetime(r, 4, delivered, day)
        sheet.write_string(r, 5, product)
        sheet.write_number(r, 6, quantity)
        sheet.write_number(r, 7, price, euro)
        sheet.write_formula(r, 8, f"=G{r + 1}*H{r + 1}", euro, quantity * price)
        sheet.write_number(r, 9, code, postcode)
        sheet.write_number(r, 10, tel, phone)
    sheet.write_string(10, 1, "1004")
    sheet.write_string(10, 3, "soon")
    sheet.write_string(4, 14, "a note beside")
    sheet.set_row(6, None, None, {"hidden": True})
    notes = book.add_worksheet("Prices")
    notes.write_row("A1", ["sku", "price"])
    notes.write_row("A2", ["A1", 1])
    secret = book.add_worksheet("Secret")
    secret.write_row("A1", ["x", "y"])
    secret.write_row("A2", [1, 2])
    secret.hide()

# Days counted from 1904, texts within cells, and a customer number before 1900-03-01 as a date.
with xlsxwriter.Workbook(out / "orders-1904.xlsx", {"date_1904": True, "in_memory": True, "constant_memory": True}) as book:
    day = book.add_format({"num_format": 14})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["order", "customer", "date", "amount", "known"])
    for i in range(3):
        sheet.write_row(1 + i, 0, [f"A{i}", f"К{i}"])
        sheet.write_datetime(1 + i, 2, dt.datetime(2024, 1, 5 + i), day)
        sheet.write_number(1 + i, 3, 10.5 + i)
        sheet.write_boolean(1 + i, 4, i > 0)

# Formulas as a program writes them that does not calculate: no stored result.
book = openpyxl.Workbook()
sheet = book.active
sheet.title = "Заказы"
sheet.append(["Номер заказа", "Клиент", "Дата заказа", "Сумма", "Скидка"])
sheet.append(["1", "К1", dt.datetime(2024, 3, 4, 12, 30), 100.25, "=D2*0.1"])
sheet.append(["2", "К2", dt.datetime(2024, 3, 5), 200, "=D3*0.1"])
book.create_chartsheet("Chart")
book.save(out / "orders-openpyxl.xlsx")
