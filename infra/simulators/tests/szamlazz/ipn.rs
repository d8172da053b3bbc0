//! Notices of payments.

use axum::http::StatusCode;
use jiff::SignedDuration;
use rust_decimal::Decimal;
use simulators::szamlazz::IpnSettings;
use szamlazz_ipn::PaymentNotification;

use crate::support::{DAY, Receiver, World};

#[tokio::test]
async fn a_payment_is_told_as_what_is_paid_in_all() {
    let (world, receiver) = (World::new(), Receiver::start(|_| (StatusCode::OK, Vec::new())).await);
    let with_date = IpnSettings { with_date: true, ..IpnSettings::new(&receiver.url) };
    world.simulator.set_ipn(world.key(), Some(with_date)).unwrap();
    let held = world.issue_with(|document| {
        document.order_number = Some("ORD-1 & Co".into());
        document.proforma = Some("D-SIM-9".into());
    });
    let number = &held.document.number;
    assert!(world.simulator.ipn_due().await.unwrap().is_empty());
    let gross = held.document.total().gross;
    for (amount, paid) in [(Decimal::TEN, Decimal::TEN), (gross - Decimal::TEN, gross)] {
        world.simulator.pay(world.key(), number, amount, DAY).unwrap();
        let notices = world.simulator.ipn_due().await.unwrap();
        assert_eq!((notices.len(), notices[0].attempt, notices[0].taken), (1, 1, true));
        let received = receiver.take().remove(0);
        assert_eq!(received.headers["content-type"], "application/x-www-form-urlencoded");
        let told = PaymentNotification::from_form_bytes(&received.body).unwrap();
        assert_eq!(&told.document_number, number);
        assert_eq!((told.paid_gross, told.gross_total), (Some(paid), Some(gross)));
        assert_eq!(told.is_fully_paid(), Some(paid == gross));
        assert_eq!(told.order_number.as_deref(), Some("ORD-1 & Co"));
        assert_eq!(told.proforma_number.as_deref(), Some("D-SIM-9"));
        assert_eq!(told.payment_method.as_deref(), Some("átutalás"));
        assert_eq!(told.payment_date, Some(DAY));
    }
}

#[tokio::test]
async fn it_is_tried_every_three_minutes_and_ten_times_at_most() {
    let world = World::new();
    let receiver = Receiver::start(|_| (StatusCode::ACCEPTED, Vec::new())).await;
    world.simulator.set_ipn(world.key(), Some(IpnSettings::new(&receiver.url))).unwrap();
    let number = world.issue(0).document.number;
    world.simulator.pay(world.key(), &number, Decimal::TEN, DAY).unwrap();
    for attempt in 1..=10 {
        let notices = world.simulator.ipn_due().await.unwrap();
        assert_eq!((notices[0].attempt, notices[0].taken), (attempt, false));
        world.wait(SignedDuration::from_secs(179));
        assert!(world.simulator.ipn_due().await.unwrap().is_empty());
        world.wait(SignedDuration::from_secs(1));
    }
    assert_eq!(world.simulator.pending_notices(world.key()), 0);
    assert_eq!(receiver.take().len(), 10);
    world.simulator.pay(world.key(), &number, Decimal::TEN, DAY).unwrap();
    receiver.answer(|_| (StatusCode::OK, Vec::new()));
    assert!(world.simulator.ipn_due().await.unwrap()[0].taken);
    let told = PaymentNotification::from_form_bytes(&receiver.take()[0].body).unwrap();
    assert_eq!((told.paid_gross, told.payment_date), (Some(Decimal::from(20)), None));
}
