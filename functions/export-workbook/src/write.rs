//! The workbook of an export.

use std::{
    fs::File,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use domain::{
    exchange::{Export, ExportState},
    workspace::Workspace,
};
use lambda::{progress::noted, texts};
use store::files;
use workbook::{LeftOut, WORKBOOK, Writer};

use crate::{
    App, ExportError, failed,
    gather::{Exported, Gathered},
    left_out, save,
};

/// Writes an export that has begun, and puts it where it can be downloaded.
pub async fn export<T: Exported>(app: &App, company: &Workspace, export: Export) -> Result<(), ExportError> {
    let count = AtomicU32::new(0);
    let gathering = T::gather(&app.store, company, &count);
    let gathered = found(app, company, &export, (&count, gathering)).await?;
    let rows = gathered.count() as u32;
    if rows > WORKBOOK.rows {
        return failed(app, company.id, export, "export-too-large").await;
    }
    let left_out = left_out::count(&app.store, company, T::KIND).await?;
    finish(app, company, export, rows, move |export, count| write(gathered, export, &left_out, count)).await
}

/// What is found, while it is noted how much that is.
pub async fn found<T>(
    app: &App,
    company: &Workspace,
    export: &Export,
    (count, gathering): (&AtomicU32, impl Future<Output = Result<T, ExportError>>),
) -> Result<T, ExportError> {
    let found = || {
        let export = Export { rows: count.load(Ordering::Relaxed), ..export.clone() };
        async move { app.store.save_export(company.id, &export).await }
    };
    noted(gathering, found).await
}

/// Writes what was found, while it is noted how far that is, and puts it where it can be downloaded.
pub async fn finish(
    app: &App,
    company: &Workspace,
    export: Export,
    rows: u32,
    write: impl FnOnce(&Export, &AtomicU32) -> Result<File, ExportError> + Send + 'static,
) -> Result<(), ExportError> {
    let export = Export { rows, counted_at: Some(app.clock.now()), ..export };
    save(app, company.id, &export).await?;
    let count = Arc::new(AtomicU32::new(0));
    let writing = {
        let (export, count) = (export.clone(), count.clone());
        tokio::task::spawn_blocking(move || write(&export, &count))
    };
    let written = || {
        let export = Export { written: count.load(Ordering::Relaxed), ..export.clone() };
        async move { app.store.save_export(company.id, &export).await }
    };
    let file = noted(writing, written).await??;
    let bytes = file.metadata()?.len();
    let place = files::export(company.id, export.id);
    app.files.put(&place, &file, workbook::write::CONTENT_TYPE).await?;
    let (state, ended_at) = (ExportState::Ready, Some(app.clock.now()));
    save(app, company.id, &Export { state, ended_at, bytes: Some(bytes), written: rows, ..export }).await
}

fn write<T: Exported>(
    gathered: Gathered<T>,
    export: &Export,
    left_out: &[LeftOut],
    count: &AtomicU32,
) -> Result<File, ExportError> {
    let made_at = export.begun_at.unwrap_or(export.asked_at);
    let mut writer = Writer::new(T::KIND, export.language, made_at, &texts::named)?;
    gathered.each(|record| {
        count.fetch_add(1, Ordering::Relaxed);
        writer.record(record).map_err(ExportError::from)
    })?;
    let mut file = tempfile::tempfile()?;
    writer.finish(left_out, &mut file)?;
    Ok(file)
}
