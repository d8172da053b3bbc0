//! The deployed system from outside: template.yaml on MiniStack, NAV simulated in this process, and people
//! who use the HTTP API. Every test has companies and workspaces of its own; the cloud is shared.

mod answer;
mod arriving;
mod authorization;
mod books;
mod business;
mod canary;
mod chains;
mod cloud;
mod connecting;
mod deliveries;
mod documents;
mod mailbox;
mod member;
mod months;
mod operators;
mod partners;
mod people;
mod person;
mod poison;
mod postings;
mod registration;
mod rejected;
mod routes;
mod search;
mod sources;
mod szamlazz;
mod workbooks;
mod workspaces;
