//! What only some lines have: advances, discounts, own dates, new means of transport, gas oil.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::SimpleAddress;
use crate::xml::element;

element! {
    /// AdvanceDataType.
    pub struct AdvanceData {
        /// The line is an advance, or counts one against the price.
        advance_indicator: bool = "advanceIndicator",
        /// Which advance.
        advance_payment_data: Option<AdvancePaymentData> = "advancePaymentData",
    }
}

element! {
    /// AdvancePaymentDataType.
    pub struct AdvancePaymentData {
        /// Number of the advance invoice.
        advance_original_invoice: String = "advanceOriginalInvoice",
        /// When the advance was paid.
        advance_payment_date: Date = "advancePaymentDate",
        /// Exchange rate of the advance.
        advance_exchange_rate: Decimal = "advanceExchangeRate",
    }
}

element! {
    /// DiscountDataType.
    pub struct DiscountData {
        /// In words.
        discount_description: Option<String> = "discountDescription",
        /// Amount.
        discount_value: Option<Decimal> = "discountValue",
        /// Rate, 0 to 1.
        discount_rate: Option<Decimal> = "discountRate",
    }
}

element! {
    /// AggregateInvoiceLineDataType.
    pub struct AggregateInvoiceLineData {
        /// The line's own exchange rate.
        line_exchange_rate: Option<Decimal> = "lineExchangeRate",
        /// The line's own date of supply.
        line_delivery_date: Date = "lineDeliveryDate",
    }
}

element! {
    /// NewTransportMeanType: with the data of exactly one of vehicle, vessel and aircraft.
    pub struct NewTransportMean {
        /// Make and type.
        brand: Option<String> = "brand",
        /// Chassis or serial number.
        serial_num: Option<String> = "serialNum",
        /// Engine number.
        engine_num: Option<String> = "engineNum",
        /// When it was first used.
        first_entry_into_service: Option<Date> = "firstEntryIntoService",
        /// Land vehicle.
        vehicle: Option<Vehicle> = "vehicle",
        /// Ship.
        vessel: Option<Vessel> = "vessel",
        /// Aircraft.
        aircraft: Option<Aircraft> = "aircraft",
    }
}

element! {
    /// VehicleType.
    pub struct Vehicle {
        /// Cubic centimetres.
        engine_capacity: Decimal = "engineCapacity",
        /// Kilowatts.
        engine_power: Decimal = "enginePower",
        /// Kilometres driven.
        kms: Decimal = "kms",
    }
}

element! {
    /// VesselType.
    pub struct Vessel {
        /// Metres.
        length: Decimal = "length",
        /// Exempt by section 259, 25 b of the VAT Act.
        activity_referred: bool = "activityReferred",
        /// Hours sailed.
        sailed_hours: Decimal = "sailedHours",
    }
}

element! {
    /// AircraftType.
    pub struct Aircraft {
        /// Kilograms.
        take_off_weight: Decimal = "takeOffWeight",
        /// Exempt by section 259, 25 c of the VAT Act.
        air_cargo: bool = "airCargo",
        /// Hours flown.
        operation_hours: Decimal = "operationHours",
    }
}

element! {
    /// DieselOilPurchaseType.
    pub struct DieselOilPurchase {
        /// Where it was bought.
        purchase_location: SimpleAddress = "purchaseLocation",
        /// When.
        purchase_date: Date = "purchaseDate",
        /// For which vehicle.
        vehicle_registration_number: String = "vehicleRegistrationNumber",
        /// Litres.
        diesel_oil_quantity: Option<Decimal> = "dieselOilQuantity",
    }
}
