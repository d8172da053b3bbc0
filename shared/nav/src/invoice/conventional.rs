//! Data that sender and receiver agreed on, for an invoice or a line.

use crate::xml::element;

element! {
    /// ConventionalInvoiceInfoType: references by agreed names.
    pub struct ConventionalInfo {
        /// Order numbers.
        order_numbers: Vec<String> = "orderNumbers" / "orderNumber",
        /// Delivery notes.
        delivery_notes: Vec<String> = "deliveryNotes" / "deliveryNote",
        /// Shipping dates, as text.
        shipping_dates: Vec<String> = "shippingDates" / "shippingDate",
        /// Contract numbers.
        contract_numbers: Vec<String> = "contractNumbers" / "contractNumber",
        /// Company codes of the supplier.
        supplier_company_codes: Vec<String> = "supplierCompanyCodes" / "supplierCompanyCode",
        /// Company codes of the customer.
        customer_company_codes: Vec<String> = "customerCompanyCodes" / "customerCompanyCode",
        /// Dealer codes.
        dealer_codes: Vec<String> = "dealerCodes" / "dealerCode",
        /// Cost centres.
        cost_centers: Vec<String> = "costCenters" / "costCenter",
        /// Project numbers.
        project_numbers: Vec<String> = "projectNumbers" / "projectNumber",
        /// Ledger accounts.
        general_ledger_account_numbers: Vec<String> =
            "generalLedgerAccountNumbers" / "generalLedgerAccountNumber",
        /// Global location numbers of the supplier.
        gln_numbers_supplier: Vec<String> = "glnNumbersSupplier" / "glnNumber",
        /// Global location numbers of the customer.
        gln_numbers_customer: Vec<String> = "glnNumbersCustomer" / "glnNumber",
        /// Material numbers.
        material_numbers: Vec<String> = "materialNumbers" / "materialNumber",
        /// Item numbers.
        item_numbers: Vec<String> = "itemNumbers" / "itemNumber",
        /// Numbers of the road transport control system EKÁER.
        ekaer_ids: Vec<String> = "ekaerIds" / "ekaerId",
    }
}

element! {
    /// AdditionalDataType: a named value.
    pub struct AdditionalData {
        /// For example A00001_NAME.
        data_name: String = "dataName",
        /// What it means.
        data_description: String = "dataDescription",
        /// The value.
        data_value: String = "dataValue",
    }
}
