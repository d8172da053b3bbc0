//! NAV's code lists. A code that is not in the XSD is kept as it came, in `Other`: the lists grow.

/// Defines a code list as an enum with an open end.
macro_rules! codes {
    ($(
        $(#[$meta:meta])*
        pub enum $type:ident { $($(#[$doc:meta])* $variant:ident = $code:literal,)* }
    )*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum $type {
            $($(#[$doc])* $variant,)*
            /// A code that the XSD does not list.
            Other(String),
        }

        impl $type {
            /// The code as NAV writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $code,)*
                    Self::Other(code) => code,
                }
            }
        }

        impl From<&str> for $type {
            fn from(code: &str) -> Self {
                match code {
                    $($code => Self::$variant,)*
                    _ => Self::Other(code.to_owned()),
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl utoipa::PartialSchema for $type {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                <String as utoipa::PartialSchema>::schema()
            }
        }

        impl utoipa::ToSchema for $type {}

        impl crate::xml::Element for $type {
            fn read(
                xml: &mut crate::xml::Xml<'_>,
                name: &'static str,
            ) -> Result<Option<Self>, crate::ReadError> {
                let text = xml.text(name)?;
                let code = crate::xml::collapsed(text);
                Ok((!code.is_empty()).then(|| Self::from(code)))
            }
        }
    )*};
}

codes! {
    /// Whether the taxpayer is the buyer or the seller (InvoiceDirectionType).
    pub enum InvoiceDirection {
        /// Received from suppliers.
        Inbound = "INBOUND",
        /// Issued to customers.
        Outbound = "OUTBOUND",
    }

    /// What a report does (ManageInvoiceOperationType). Only the digest knows it, the document does not.
    pub enum InvoiceOperation {
        /// An original invoice.
        Create = "CREATE",
        /// A corrective invoice.
        Modify = "MODIFY",
        /// A cancellation invoice.
        Storno = "STORNO",
    }

    /// InvoiceCategoryType.
    pub enum InvoiceCategory {
        /// With net and VAT amounts.
        Normal = "NORMAL",
        /// With gross amounts and their VAT content only.
        Simplified = "SIMPLIFIED",
        /// Several supplies on one invoice, each with its own date.
        Aggregate = "AGGREGATE",
    }

    /// PaymentMethodType.
    pub enum PaymentMethod {
        /// Bank transfer.
        Transfer = "TRANSFER",
        /// Cash.
        Cash = "CASH",
        /// Bank card.
        Card = "CARD",
        /// Voucher, bill or other cash substitute.
        Voucher = "VOUCHER",
        /// The XSD's own OTHER.
        Else = "OTHER",
    }

    /// InvoiceAppearanceType.
    pub enum InvoiceAppearance {
        /// On paper.
        Paper = "PAPER",
        /// Electronic, not EDI.
        Electronic = "ELECTRONIC",
        /// By electronic data interchange.
        Edi = "EDI",
        /// Not known to the sender.
        Unknown = "UNKNOWN",
    }

    /// How the report reached NAV (SourceType).
    pub enum Source {
        /// Entered on NAV's site.
        Web = "WEB",
        /// An XML file uploaded by hand.
        Xml = "XML",
        /// Machine to machine (the XSD says MGM, the specification in places M2M).
        MachineToMachine = "MGM",
        /// An online cash register.
        CashRegister = "OPG",
        /// NAV's own invoicing program.
        NavInvoicing = "OSZ",
    }

    /// CustomerVatStatusType.
    pub enum CustomerVatStatus {
        /// A domestic taxable person.
        Domestic = "DOMESTIC",
        /// A foreign or non-taxable legal person (the XSD's own OTHER).
        Else = "OTHER",
        /// A natural person who is not taxable.
        PrivatePerson = "PRIVATE_PERSON",
    }

    /// UnitOfMeasureType.
    pub enum UnitOfMeasure {
        /// Piece.
        Piece = "PIECE",
        /// Kilogram.
        Kilogram = "KILOGRAM",
        /// Metric ton.
        Ton = "TON",
        /// Kilowatt hour.
        KilowattHour = "KWH",
        /// Day.
        Day = "DAY",
        /// Hour.
        Hour = "HOUR",
        /// Minute.
        Minute = "MINUTE",
        /// Month.
        Month = "MONTH",
        /// Litre.
        Liter = "LITER",
        /// Kilometre.
        Kilometer = "KILOMETER",
        /// Cubic metre.
        CubicMeter = "CUBIC_METER",
        /// Metre.
        Meter = "METER",
        /// Linear metre.
        LinearMeter = "LINEAR_METER",
        /// Carton.
        Carton = "CARTON",
        /// Pack.
        Pack = "PACK",
        /// The sender's own unit, in unitOfMeasureOwn.
        Own = "OWN",
    }

    /// LineNatureIndicatorType.
    pub enum LineNature {
        /// Supply of goods.
        Product = "PRODUCT",
        /// Supply of services.
        Service = "SERVICE",
        /// Neither (the XSD's own OTHER).
        Else = "OTHER",
    }

    /// LineOperationType.
    pub enum LineOperation {
        /// Adds a line to the chain.
        Create = "CREATE",
        /// Changes a line; refused by NAV since 2023-09-18, found on older documents.
        Modify = "MODIFY",
    }

    /// MarginSchemeType.
    pub enum MarginScheme {
        /// Travel agencies.
        TravelAgency = "TRAVEL_AGENCY",
        /// Second-hand goods.
        SecondHand = "SECOND_HAND",
        /// Works of art.
        Artwork = "ARTWORK",
        /// Collectors' items and antiques.
        Antiques = "ANTIQUES",
    }

    /// IncorporationType of a taxpayer.
    pub enum Incorporation {
        /// A company.
        Organization = "ORGANIZATION",
        /// A sole proprietor.
        SelfEmployed = "SELF_EMPLOYED",
        /// A private person with a tax number.
        TaxablePerson = "TAXABLE_PERSON",
    }

    /// TaxpayerAddressTypeType.
    pub enum TaxpayerAddressKind {
        /// Headquarters.
        Headquarters = "HQ",
        /// Site.
        Site = "SITE",
        /// Branch office.
        Branch = "BRANCH",
    }
}
