//! How much of everything the books take.

/// Limits of what is entered. An item of the table holds 400 KB, and an entry of the trail holds two states
/// of a record.
#[derive(Clone, Copy, Debug)]
pub struct BooksLimits {
    /// Bytes of a record.
    pub record_bytes: usize,
    /// Lines of a document.
    pub document_lines: usize,
    /// Characters of a document's number (NAV's `invoiceNumber`).
    pub document_number: usize,
    /// Characters of a document's text.
    pub document_text: usize,
    /// Documents that a payment is allocated to.
    pub allocations: usize,
    /// Characters of a name (NAV's `name`).
    pub name: usize,
    /// Characters of a code: of a partner, a product, a register.
    pub code: usize,
    /// Characters of a note.
    pub note: usize,
    /// Contacts of a partner.
    pub contacts: usize,
    /// Bank accounts of a partner or of the company.
    pub bank_accounts: usize,
    /// Ledger accounts of a workspace.
    pub ledger_accounts: usize,
    /// Cash desks and bank accounts that vouchers are keyed for.
    pub registers: usize,
    /// Characters of a voucher's text.
    pub voucher_text: usize,
    /// Characters of the number printed on a voucher.
    pub voucher_number: usize,
    /// Bytes of the logo.
    pub logo: usize,
}

/// The limits.
pub const BOOKS: BooksLimits = BooksLimits {
    record_bytes: 150 * 1024,
    document_lines: 200,
    document_number: 50,
    document_text: 2_000,
    allocations: 20,
    name: 512,
    code: 50,
    note: 2_000,
    contacts: 20,
    bank_accounts: 50,
    ledger_accounts: 5_000,
    registers: 50,
    voucher_text: 512,
    voucher_number: 50,
    logo: 256 * 1024,
};
