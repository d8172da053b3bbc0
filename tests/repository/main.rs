//! The repository tests itself: what the compiler cannot see and a reviewer should not have to.

mod cargo;
mod events;
mod fatturapa_files;
mod layering;
mod openapi;
mod template;
mod tidy;
mod tree;
mod workbooks;
