//! What the Agent refuses, and by what the refusal is told.

use simulators::szamlazz::{Account, Action};

use crate::support::{FORM, Wish, World, form, item, query, request};

const CREATE: Action = Action::Create;

#[tokio::test]
async fn the_form_must_have_a_file_and_the_file_must_be_xml() {
    let world = World::new();
    let wish = Wish::new(&world).xml();
    let no_file = world.post(FORM, form("name=\"action-xmlagentxmlfile\"", &wish)).await.unwrap();
    assert_eq!(no_file.errors(), (Some("53"), None));
    assert!(no_file.text().starts_with("[ERR] 53 "));
    let other = world.post(FORM, form("name=\"action-nothing\"; filename=\"x\"", &wish)).await.unwrap();
    assert_eq!(other.errors().0, Some("53"));
    let other = world.post("text/plain", wish.clone().into_bytes()).await.unwrap();
    assert_eq!(other.errors().0, Some("53"));
    for xml in ["no XML", "<xmlszamla>", "<xmlszamlast xmlns=\"http://www.szamlazz.hu/xmlszamlast\"/>"] {
        assert_eq!(world.ask(CREATE, xml).await.errors().0, Some("57"), "{xml}");
    }
    assert_eq!(world.ask(CREATE, &wish).await.errors(), (None, None));
    assert_eq!(world.simulator.documents(world.key()).len(), 1);
}

#[tokio::test]
async fn keys_are_lower_case_and_logins_do_too() {
    let world = World::new();
    let with_key = |key: &str| Wish { key: key.into(), ..Wish::new(&world) }.xml();
    for key in [world.key().to_uppercase().as_str(), "", "wrong"] {
        let answer = world.ask(CREATE, &with_key(key)).await;
        assert_eq!((answer.status.as_u16(), answer.errors()), (200, (Some("3"), Some("3"))), "{key}");
        let text = answer.header("szlahu_error").unwrap();
        assert!(text.starts_with("Sikertelen+bejelentkez%C3%A9s%3A"), "{text}");
        assert_eq!(answer.header("szlahu_szamlaszam"), None);
    }
    let login = |user: &str, password: &str| {
        let key = format!("<szamlaagentkulcs>{}</szamlaagentkulcs>", world.key());
        let login = format!("<felhasznalo>{user}</felhasznalo><jelszo>{password}</jelszo>");
        Wish::new(&world).xml().replace(&key, &login)
    };
    let Account { agent_key, user, password, .. } = &world.account;
    assert_eq!(world.ask(CREATE, &login(user, password)).await.errors(), (None, None));
    assert_eq!(world.ask(CREATE, &login(agent_key, agent_key)).await.errors(), (None, None));
    assert_eq!(world.ask(CREATE, &login(user, "wrong")).await.errors().0, Some("3"));
    assert_eq!(world.ask(CREATE, &login("", "")).await.errors().0, Some("3"));
}

#[tokio::test]
async fn queries_and_credit_entries_tell_errors_in_the_body_only() {
    let world = World::new();
    let unknown = query(&world, "<szamlaszam>E-SIM-1</szamlaszam>");
    assert_eq!(world.ask(Action::QueryXml, &unknown).await.errors(), (None, Some("7")));
    let bad = unknown.replace(world.key(), "wrong");
    assert_eq!(world.ask(Action::QueryXml, &bad).await.errors(), (None, Some("3")));
    let held = world.issue(0);
    let number = &held.document.number;
    let storno = simulators::szamlazz::storno_of(&held.document);
    world.simulator.issue(world.key(), storno).unwrap();
    let settings = format!("<szamlaszam>{number}</szamlaszam><additiv>true</additiv>");
    let paid = "<kifizetes><datum>2026-11-20</datum><jogcim>kp</jogcim><osszeg>1</osszeg></kifizetes>";
    let credit = |settings: &str| request(&world, "xmlszamlakifiz", settings, paid);
    let answer = world.ask(Action::CreditEntry, &credit(&settings)).await;
    assert!(answer.errors() == (None, None) && answer.text().starts_with("[ERR] 463 "), "{answer:?}");
    let answer =
        world.ask(Action::CreditEntry, &credit(&(settings + "<valaszVerzio>2</valaszVerzio>"))).await;
    assert_eq!(answer.errors(), (None, Some("463")));
    let six = paid.repeat(6);
    let settings = "<szamlaszam>E-SIM-2026-1</szamlaszam><valaszVerzio>2</valaszVerzio>";
    let answer = world.ask(Action::CreditEntry, &request(&world, "xmlszamlakifiz", settings, &six)).await;
    assert_eq!(answer.errors(), (None, Some("463")), "the state of the invoice comes first");
    let delete = request(&world, "xmlszamladbkdel", "", "<fejlec><szamlaszam>D-1</szamlaszam></fejlec>");
    assert_eq!(world.ask(Action::DeleteProforma, &delete).await.errors(), (Some("335"), Some("335")));
}

#[tokio::test]
async fn arithmetic_is_checked_with_a_tolerance() {
    let world = World::new();
    let wish = |items: String| Wish { items, ..Wish::new(&world) }.xml();
    let good = || item("2", "500", "1000", "270", "1270");
    for (items, code) in [
        (good(), None),
        (item("2", "500", "1002", "271", "1273"), None),
        (item("2", "500", "1005", "271", "1276"), Some("259")),
        (item("2", "500", "1000", "275", "1275"), Some("260")),
        (item("2", "500", "1000", "270", "1275"), Some("261")),
        (good() + &item("2", "500", "995", "270", "1265"), Some("262")),
        (good() + &item("2", "500", "1000", "265", "1265"), Some("263")),
        (good() + &item("2", "500", "1000", "270", "1265"), Some("264")),
    ] {
        assert_eq!(world.ask(CREATE, &wish(items.clone())).await.errors().0, code, "{items}");
    }
    let answer = world.ask(CREATE, &wish(item("3", "0.333", "0.999", "0.2697", "1.2687"))).await;
    let found = query(&world, &format!("<szamlaszam>{}</szamlaszam>", answer.element("szamlaszam").unwrap()));
    let found = world.ask(Action::QueryXml, &found).await;
    assert_eq!((found.element("netto"), found.element("afa")), (Some("1.0"), Some("0.27")));
    assert_eq!(found.element("brutto"), Some("1.27"), "stored with two decimals each");
}

#[tokio::test]
async fn prefixes_must_exist_and_have_series_of_their_own() {
    let prefixes = vec!["SIM".into(), "WEB".into()];
    let world = World::with(Account { prefixes, ..Account::demo() });
    let wish = |prefix: &str| {
        let element = format!("<szamlaszamElotag>{prefix}</szamlaszamElotag>");
        Wish::new(&world).header(&element).xml()
    };
    for (prefix, number) in [("WEB", "E-WEB-2026-1"), ("SIM", "E-SIM-2026-1"), ("WEB", "E-WEB-2026-2")] {
        let answer = world.ask(CREATE, &wish(prefix)).await;
        assert_eq!(answer.header("szlahu_szamlaszam"), Some(number));
    }
    assert_eq!(world.ask(CREATE, &wish("NIX")).await.errors(), (Some("202"), Some("202")));
}

#[tokio::test]
async fn cancellations_are_dated_today_in_hungary() {
    let world = World::new();
    let number = world.issue(0).document.number;
    let storno = |days: &str| {
        let head = format!("<fejlec><szamlaszam>{number}</szamlaszam>{days}</fejlec>");
        request(&world, "xmlszamlast", "<eszamla>true</eszamla>", &head)
    };
    // Half past midnight of the next day in Budapest.
    world.set_time("2026-11-20T23:30:00Z".parse().unwrap());
    let ask = async |days| world.ask(Action::Storno, &storno(days)).await;
    assert_eq!(ask("<keltDatum>2026-11-20</keltDatum>").await.errors().0, Some("352"));
    assert_eq!(ask("<teljesitesDatum>2026-11-21</teljesitesDatum>").await.errors().0, Some("57"));
    let days = "<keltDatum>2026-11-21</keltDatum><teljesitesDatum>2026-11-20</teljesitesDatum>";
    let answer = ask(days).await;
    assert_eq!(answer.text(), "xmlagentresponse=DONE;E-SIM-2026-2");
    assert!(answer.header("szlahu_bruttovegosszeg").unwrap().starts_with('-'));
    assert_eq!(ask("<keltDatum>2020-01-01</keltDatum>").await.text(), answer.text(), "the same again");
    let unknown = storno("").replace(&number, "E-SIM-1999-1");
    assert_eq!(world.ask(Action::Storno, &unknown).await.errors().0, Some("7"));
}

#[tokio::test]
async fn headers_are_encoded_and_a_session_is_given_once() {
    let world = World::with(Account { prefixes: vec!["Á B".into()], ..Account::demo() });
    let wish = Wish { settings: "", ..Wish::new(&world) };
    let answer = world.ask(CREATE, &wish.xml()).await;
    assert_eq!(answer.header("szlahu_szamlaszam"), Some("E-%C3%81+B-2026-1"));
    assert_eq!(answer.header("szlahu_fizetesmod"), Some("%C3%81tutal%C3%A1s"));
    assert_eq!(answer.header("szlahu_nettovegosszeg"), Some("1000"));
    assert_eq!(answer.header("szlahu_kintlevoseg"), Some("1270"));
    assert!(answer.header("szlahu_vevoifiokurl").unwrap().starts_with("http%3A%2F%2F127.0.0.1"));
    assert_eq!(answer.text(), "xmlagentresponse=DONE;E-Á B-2026-1");
    let cookie = answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    assert!(cookie.starts_with("JSESSIONID="));
    let request = world.client.post(world.simulator.agent_url()).header("cookie", cookie);
    let body = form("name=\"action-xmlagentxmlfile\"; filename=\"x\"", &wish.xml());
    let second = request.header("content-type", FORM).body(body).send().await.unwrap();
    assert_eq!(second.headers().get("set-cookie"), None);
}
