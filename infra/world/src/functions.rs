//! The functions of a world, each as a process that has just started.

use anyhow::Result;
use domain::szamlazz::SzamlazzLimits;
use lambda::{access::Staff, batch::Source};
use nav::Client;
use store::{Store, documents::Documents, files::Files};

use crate::{OPERATORS, SUPPORT, World, cloud::SENDER, world::client_config};

impl World {
    fn planned_store(&self) -> Store {
        Store::new(self.tables.client(&self.plan), "Table")
    }

    fn planned_files(&self) -> Files {
        Files::new(aws_sdk_s3::Client::new(&self.planned), &self.bucket)
    }

    fn planned_documents(&self) -> Documents {
        Documents::new(aws_sdk_s3::Client::new(&self.planned), &self.bucket)
    }

    fn source(&self, queue: &str) -> Source {
        Source::new(aws_sdk_sqs::Client::new(&self.planned), queue)
    }

    /// accounts as a process that has just started.
    pub fn accounts(&self) -> Result<accounts::App> {
        let cognito = aws_sdk_cognitoidentityprovider::Client::new(&self.planned);
        Ok(accounts::App {
            store: self.planned_store(),
            outbox: self.outbox(&self.plan),
            vault: self.vault(&self.plan, &self.planned),
            cognito: accounts::Cognito::new(cognito, self.user_pool.clone()),
            nav: self.nav_client.clone(),
            szamlazz: self.agent()?,
            szamlazz_postfix: Some("wrld1".into()),
            api_address: None,
            clock: self.clock.product(),
            ids: self.ids.clone(),
            limits: self.limits.clone(),
            staff: staff(),
        })
    }

    /// hooks as a process that has just started.
    pub fn hooks(&self) -> hooks::App {
        let (store, clock) = (self.planned_store(), self.clock.product());
        let vault = self.vault(&self.plan, &self.planned);
        hooks::App {
            links: hooks::Links::new(store.clone(), vault, clock.clone()).into(),
            store,
            files: self.planned_files(),
            clock,
            limits: SzamlazzLimits::default(),
        }
    }

    /// record-pushes as a process that has just started.
    pub fn record_pushes(&self) -> record_pushes::App {
        record_pushes::App {
            store: self.planned_store(),
            files: self.planned_files(),
            queue: self.source(&self.push_queue),
            clock: self.clock.product(),
        }
    }

    /// query-szamlazz as a process that has just started.
    pub(crate) fn query_szamlazz(&self) -> Result<query_szamlazz::App> {
        Ok(query_szamlazz::App {
            store: self.planned_store(),
            files: self.planned_files(),
            vault: self.vault(&self.plan, &self.planned),
            queue: self.source(&self.agent_queue),
            agent: self.agent()?,
            clock: self.clock.product(),
            limits: SzamlazzLimits::default(),
        })
    }

    /// books as a process that has just started.
    pub fn books(&self) -> Result<books::App> {
        Ok(books::App {
            store: self.planned_store(),
            vault: self.vault(&self.plan, &self.planned),
            nav: Client::new(transport::client()?, client_config(&self.nav))?,
            clock: self.clock.product(),
            ids: self.ids.clone(),
        })
    }

    /// poll-invoices as a process that has just started.
    pub(crate) fn poll_invoices(&self) -> poll_invoices::App {
        poll_invoices::App {
            store: self.planned_store(),
            sqs: aws_sdk_sqs::Client::new(&self.planned),
            queue: self.slice_queue.clone(),
            agent_queue: self.agent_queue.clone(),
        }
    }

    /// relay-events as a process that has just started.
    pub(crate) fn relay_events(&self) -> relay_events::App {
        relay_events::App {
            outbox: self.outbox(&self.plan),
            sqs: aws_sdk_sqs::Client::new(&self.planned),
            queues: relay_events::Queues {
                steps: self.step_queue.clone(),
                exports: self.export_queue.clone(),
                imports: self.import_queue.clone(),
                mails: self.mail_queue.clone(),
                deletions: self.deletion_queue.clone(),
                addresses: self.address_queue.clone(),
            },
        }
    }

    /// workbooks as a process that has just started.
    pub fn workbooks(&self) -> workbooks::App {
        workbooks::App {
            store: self.planned_store(),
            outbox: self.outbox(&self.plan),
            files: self.planned_files(),
            clock: self.clock.product(),
            ids: self.ids.clone(),
            limits: self.exchange,
        }
    }

    /// postings as a process that has just started.
    pub fn postings(&self) -> postings::App {
        postings::App {
            store: self.planned_store(),
            documents: self.planned_documents(),
            clock: self.clock.product(),
        }
    }

    /// export-workbook as a process that has just started.
    pub(crate) fn export_workbook(&self) -> export_workbook::App {
        export_workbook::App {
            store: self.planned_store(),
            queue: self.source(&self.export_queue),
            documents: self.planned_documents(),
            files: self.planned_files(),
            clock: self.clock.product(),
            limits: self.exchange,
        }
    }

    /// import-workbook as a process that has just started.
    pub fn import_workbook(&self) -> import_workbook::App {
        import_workbook::App {
            store: self.planned_store(),
            queue: self.source(&self.import_queue),
            outbox: self.outbox(&self.plan),
            files: self.planned_files(),
            clock: self.clock.product(),
            limits: self.exchange,
        }
    }

    /// licences as a process that has just started.
    pub fn licences(&self) -> licences::App {
        licences::App {
            store: self.planned_store(),
            outbox: self.outbox(&self.plan),
            files: self.planned_files(),
            clock: self.clock.product(),
            ids: self.ids.clone(),
            export_days: self.exchange.export_days,
            staff: staff(),
        }
    }

    /// open-accounts as a process that has just started.
    pub fn open_accounts(&self) -> open_accounts::App {
        let cognito = aws_sdk_cognitoidentityprovider::Client::new(&self.planned);
        let (pool, client) = (self.user_pool.clone(), self.user_pool_client.clone());
        open_accounts::App {
            store: self.planned_store(),
            queue: self.source(&self.address_queue),
            cognito: open_accounts::Cognito::new(cognito, pool, client),
            clock: self.clock.product(),
            ids: self.ids.clone(),
        }
    }

    /// send-mail as a process that has just started.
    pub fn send_mail(&self) -> send_mail::App {
        let ses = aws_sdk_sesv2::Client::new(&self.planned);
        send_mail::App {
            store: self.planned_store(),
            queue: self.source(&self.mail_queue),
            sender: Some(send_mail::Sender::new(ses, SENDER.into(), "world".into())),
            clock: self.clock.product(),
        }
    }

    /// delete-workspace as a process that has just started.
    pub fn delete_workspace(&self) -> delete_workspace::App {
        delete_workspace::App {
            store: self.planned_store(),
            vault: self.vault(&self.plan, &self.planned),
            queue: self.source(&self.deletion_queue),
            outbox: self.outbox(&self.plan),
            files: self.planned_files(),
            clock: self.clock.product(),
            ids: self.ids.clone(),
            limits: self.deletion,
        }
    }

    /// watch-licences as a process that has just started.
    pub fn watch_licences(&self) -> watch_licences::App {
        watch_licences::App {
            store: self.planned_store(),
            outbox: self.outbox(&self.plan),
            clock: self.clock.product(),
        }
    }

    /// fetch-invoices as a process that has just started: nothing is cached.
    pub fn fetch_invoices(&self) -> Result<fetch_invoices::App> {
        Ok(fetch_invoices::App {
            store: self.planned_store(),
            outbox: self.outbox(&self.plan),
            documents: self.planned_documents(),
            vault: self.vault(&self.plan, &self.planned),
            nav: self.nav_client.clone(),
            clock: self.clock.product(),
            ids: self.ids.clone(),
            limits: self.limits.clone(),
            pace: self.pace.clone(),
            permits: fetch_invoices::permits(),
        })
    }
}

fn staff() -> Staff {
    Staff { operators: OPERATORS.into(), support: SUPPORT.into() }
}
