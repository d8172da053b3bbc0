//! A client of NAV Online Számla 3.0, the invoice interface of the Hungarian tax authority.

pub mod signature;
