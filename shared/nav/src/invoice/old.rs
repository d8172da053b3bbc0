//! What the interface versions 1.0, 1.1 and 2.0 write in another shape than 3.0, and where it belongs there.
//! 2.0 differs in few places, 1.1 from 1.0 in none that matters here. Sources: NAV's XSDs of 1.0 (2018-05-30)
//! and 1.1; of the final 2.0, whose XSD was not at hand, the types of ois-api-client 0.3.6.

use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;

use super::{
    AdditionalData, Address, CustomerTaxNumber, CustomerVatData, DetailedReason, Document,
    FiscalRepresentative, Invoice, InvoiceDetail, InvoiceHead, InvoiceLines, InvoiceMain, InvoiceReference,
    LineGrossAmountData, LineNetAmountData, LineVatData, ProductFeeSummary, SummaryGrossData, SummaryNormal,
    SupplierInfo, TaxNumber, VatRate, VatRateGrossData, VatRateNetData, VatRateVatData,
};
use crate::{
    ReadError,
    codes::{InvoiceAppearance, InvoiceCategory, PaymentMethod},
    xml::{Element, Xml, element},
};

element! {
    /// InvoiceType of 1.0, the root: a report, or an annulment, which is no invoice.
    pub struct Report {
        exchange: Exchange = "invoiceExchange",
    }
}

element! {
    /// InvoiceExchangeType of 1.0.
    pub struct Exchange {
        reference: Option<Reference> = "invoiceReference",
        head: Head = "invoiceHead",
        lines: Option<InvoiceLines> = "invoiceLines",
        product_fee_summary: Vec<ProductFeeSummary> = "productFeeSummary",
        summary: super::InvoiceSummary = "invoiceSummary",
    }
}

element! {
    /// InvoiceReferenceType of 1.0, with the date of issue of the correction.
    pub struct Reference {
        original: String = "originalInvoiceNumber",
        issue_date: Date = "modificationIssueDate",
        timestamp: Timestamp = "modificationTimestamp",
        without_master: bool = "modifyWithoutMaster",
    }
}

element! {
    /// InvoiceHeadType of 1.0.
    pub struct Head {
        supplier: SupplierInfo = "supplierInfo",
        customer: Option<super::CustomerInfo> = "customerInfo",
        fiscal_representative: Option<FiscalRepresentative> = "fiscalRepresentativeInfo",
        data: Data = "invoiceData",
    }
}

element! {
    /// InvoiceDataType of 1.0: number and date of issue among the terms.
    pub struct Data {
        number: String = "invoiceNumber",
        category: InvoiceCategory = "invoiceCategory",
        issue_date: Option<Date> = "invoiceIssueDate",
        delivery_date: Option<Date> = "invoiceDeliveryDate",
        period_start: Option<Date> = "invoiceDeliveryPeriodStart",
        period_end: Option<Date> = "invoiceDeliveryPeriodEnd",
        accounting_date: Option<Date> = "invoiceAccountingDeliveryDate",
        currency: String = "currencyCode",
        exchange_rate: Option<Decimal> = "exchangeRate",
        self_billing: Option<bool> = "selfBillingIndicator",
        payment_method: Option<PaymentMethod> = "paymentMethod",
        payment_date: Option<Date> = "paymentDate",
        cash_accounting: Option<bool> = "cashAccountingIndicator",
        appearance: InvoiceAppearance = "invoiceAppearance",
        additional: Vec<AdditionalData> = "additionalInvoiceData",
    }
}

impl TryFrom<Report> for Document {
    type Error = ReadError;

    /// A correction's date of issue stands with its reference.
    fn try_from(Report { exchange }: Report) -> Result<Self, ReadError> {
        let Exchange { reference, head, lines, product_fee_summary, summary } = exchange;
        let corrected = reference.as_ref().map(|reference| reference.issue_date);
        let issued = corrected.or(head.data.issue_date);
        let missing = ReadError::Missing { parent: "invoiceData", element: "invoiceIssueDate" };
        Ok(Self {
            invoice_number: head.data.number.clone(),
            invoice_issue_date: issued.ok_or(missing)?,
            completeness_indicator: None,
            invoice_main: InvoiceMain::Invoice(Box::new(Invoice {
                invoice_reference: reference.map(InvoiceReference::from),
                invoice_head: head.into(),
                invoice_lines: lines,
                product_fee_summary,
                invoice_summary: summary,
            })),
        })
    }
}

impl From<Reference> for InvoiceReference {
    fn from(old: Reference) -> Self {
        Self {
            original_invoice_number: old.original,
            modify_without_master: old.without_master,
            modification_index: None,
            modification_timestamp: Some(old.timestamp),
        }
    }
}

impl From<Head> for InvoiceHead {
    fn from(old: Head) -> Self {
        Self {
            supplier_info: old.supplier,
            customer_info: old.customer,
            fiscal_representative_info: old.fiscal_representative,
            invoice_detail: old.data.into(),
        }
    }
}

impl From<Data> for InvoiceDetail {
    fn from(old: Data) -> Self {
        Self {
            invoice_category: old.category,
            invoice_delivery_date: old.delivery_date,
            invoice_delivery_period_start: old.period_start,
            invoice_delivery_period_end: old.period_end,
            invoice_accounting_delivery_date: old.accounting_date,
            periodical_settlement: None,
            small_business_indicator: None,
            currency_code: old.currency,
            exchange_rate: old.exchange_rate,
            utility_settlement_indicator: None,
            self_billing_indicator: old.self_billing,
            payment_method: old.payment_method,
            payment_date: old.payment_date,
            cash_accounting_indicator: old.cash_accounting,
            invoice_appearance: old.appearance,
            conventional_invoice_info: None,
            additional_invoice_data: old.additional,
        }
    }
}

element! {
    /// CustomerInfoType until 2.0: the numbers of all kinds beside each other.
    pub struct CustomerInfo {
        tax_number: Option<TaxNumber> = "customerTaxNumber",
        group_member: Option<TaxNumber> = "groupMemberTaxNumber",
        community_vat_number: Option<String> = "communityVatNumber",
        third_state_tax_id: Option<String> = "thirdStateTaxId",
        name: Option<String> = "customerName",
        address: Option<Address> = "customerAddress",
        bank_account_number: Option<String> = "customerBankAccountNumber",
    }
}

impl From<CustomerInfo> for super::CustomerInfo {
    /// Since 3.0 there is one number only: the Hungarian one counts first.
    fn from(old: CustomerInfo) -> Self {
        let hungarian = old.tax_number.map(|number| CustomerTaxNumber {
            taxpayer_id: number.taxpayer_id,
            vat_code: number.vat_code,
            county_code: number.county_code,
            group_member_tax_number: old.group_member,
        });
        let hungarian = hungarian.map(CustomerVatData::CustomerTaxNumber);
        let community = old.community_vat_number.map(CustomerVatData::CommunityVatNumber);
        let third_state = old.third_state_tax_id.map(CustomerVatData::ThirdStateTaxId);
        Self {
            customer_vat_status: None,
            customer_vat_data: hungarian.or(community).or(third_state),
            customer_name: old.name,
            customer_address: old.address,
            customer_bank_account_number: old.bank_account_number,
        }
    }
}

element! {
    /// LineAmountsNormalType of 1.0: without groups.
    pub struct LineAmountsNormal {
        net: Decimal = "lineNetAmount",
        rate: VatRate = "lineVatRate",
        vat: Option<Decimal> = "lineVatAmount",
        vat_huf: Option<Decimal> = "lineVatAmountHUF",
        gross: Option<Decimal> = "lineGrossAmountNormal",
    }
}

impl From<LineAmountsNormal> for super::LineAmountsNormal {
    fn from(old: LineAmountsNormal) -> Self {
        let vat = LineVatData { line_vat_amount: old.vat, line_vat_amount_huf: old.vat_huf };
        Self {
            line_net_amount_data: LineNetAmountData { line_net_amount: old.net, line_net_amount_huf: None },
            line_vat_rate: old.rate,
            line_vat_data: old.vat.or(old.vat_huf).map(|_| vat),
            line_gross_amount_data: old.gross.map(|gross| LineGrossAmountData {
                line_gross_amount_normal: gross,
                line_gross_amount_normal_huf: None,
            }),
        }
    }
}

element! {
    /// LineAmountsSimplifiedType until 2.0: with a rate in place of the way it is taxed.
    pub struct LineAmountsSimplified {
        vat_content: Option<Decimal> = "lineVatContent",
        gross: Decimal = "lineGrossAmountSimplified",
        gross_huf: Option<Decimal> = "lineGrossAmountSimplifiedHUF",
    }
}

impl From<LineAmountsSimplified> for super::LineAmountsSimplified {
    fn from(old: LineAmountsSimplified) -> Self {
        Self {
            line_vat_rate: old.vat_content.map(VatRate::VatContent),
            line_gross_amount_simplified: old.gross,
            line_gross_amount_simplified_huf: old.gross_huf,
        }
    }
}

element! {
    /// SummaryType of 1.0: with the gross amount in no group.
    pub struct InvoiceSummary {
        normal: Option<SummaryNormal> = "summaryNormal",
        simplified: Vec<super::SummarySimplified> = "summarySimplified",
        gross: Option<Decimal> = "invoiceGrossAmount",
    }
}

impl From<InvoiceSummary> for super::InvoiceSummary {
    fn from(old: InvoiceSummary) -> Self {
        let gross = |gross| SummaryGrossData { invoice_gross_amount: gross, invoice_gross_amount_huf: None };
        Self {
            summary_normal: old.normal,
            summary_simplified: old.simplified,
            summary_gross_data: old.gross.map(gross),
        }
    }
}

element! {
    /// SummaryByVatRateType of 1.0: without groups.
    pub struct SummaryByVatRate {
        rate: VatRate = "vatRate",
        net: Decimal = "vatRateNetAmount",
        vat: Decimal = "vatRateVatAmount",
        vat_huf: Option<Decimal> = "vatRateVatAmountHUF",
        gross: Option<Decimal> = "vatRateGrossAmount",
    }
}

impl From<SummaryByVatRate> for super::SummaryByVatRate {
    fn from(old: SummaryByVatRate) -> Self {
        Self {
            vat_rate: old.rate,
            vat_rate_net_data: VatRateNetData { vat_rate_net_amount: old.net, vat_rate_net_amount_huf: None },
            vat_rate_vat_data: VatRateVatData {
                vat_rate_vat_amount: old.vat,
                vat_rate_vat_amount_huf: old.vat_huf,
            },
            vat_rate_gross_data: old.gross.map(|gross| VatRateGrossData {
                vat_rate_gross_amount: gross,
                vat_rate_gross_amount_huf: None,
            }),
        }
    }
}

element! {
    /// SummarySimplifiedType until 2.0: with a rate in place of the way it is taxed.
    pub struct SummarySimplified {
        vat_content: Decimal = "vatContent",
        gross: Decimal = "vatContentGrossAmount",
        gross_huf: Option<Decimal> = "vatContentGrossAmountHUF",
    }
}

impl From<SummarySimplified> for super::SummarySimplified {
    fn from(old: SummarySimplified) -> Self {
        Self {
            vat_rate: VatRate::VatContent(old.vat_content),
            vat_content_gross_amount: old.gross,
            vat_content_gross_amount_huf: old.gross_huf,
        }
    }
}

/// Until 2.0 an exemption is a text of the sender's, and out of scope a flag.
pub struct Reason(Option<String>);

impl Element for Reason {
    fn read(xml: &mut Xml<'_>, name: &'static str) -> Result<Option<Self>, ReadError> {
        if name != "vatOutOfScope" {
            return Ok(String::read(xml, name)?.map(|text| Self(Some(text))));
        }
        match bool::read(xml, name)? {
            Some(false) => {
                Err(ReadError::BadValue { element: name, expected: "true", found: "false".into() })
            }
            flag => Ok(flag.map(|_| Self(None))),
        }
    }
}

impl From<Reason> for DetailedReason {
    fn from(Reason(reason): Reason) -> Self {
        Self { case: None, reason }
    }
}
