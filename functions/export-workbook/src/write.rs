//! The workbook of an export.

use domain::{
    exchange::{Export, ExportState},
    workspace::Workspace,
};
use lambda::texts;
use store::files;
use tempfile::NamedTempFile;
use workbook::{LeftOut, WORKBOOK, Writer};

use crate::{
    App, ExportError, failed,
    gather::{Exported, Gathered},
    left_out, save,
};

/// Writes an export that has begun, and puts it where it can be downloaded.
pub async fn export<T: Exported>(app: &App, company: &Workspace, export: Export) -> Result<(), ExportError> {
    let gathered = T::gather(&app.store, company).await?;
    let rows = gathered.count() as u32;
    if rows > WORKBOOK.rows {
        return failed(app, company.id, export, "export-too-large").await;
    }
    let export = Export { rows, ..export };
    save(app, company.id, &export).await?;
    let left_out = left_out::count(&app.store, company, export.kind).await?;
    let writing = {
        let export = export.clone();
        tokio::task::spawn_blocking(move || write(gathered, &export, &left_out))
    };
    let file = writing.await??;
    let bytes = file.as_file().metadata()?.len();
    let place = files::export(company.id, export.id);
    app.files.put(&place, file.path(), workbook::write::CONTENT_TYPE).await?;
    let (state, ended_at) = (ExportState::Ready, Some(app.clock.now()));
    save(app, company.id, &Export { state, ended_at, bytes: Some(bytes), ..export }).await
}

fn write<T: Exported>(
    gathered: Gathered<T>,
    export: &Export,
    left_out: &[LeftOut],
) -> Result<NamedTempFile, ExportError> {
    let made_at = export.begun_at.unwrap_or(export.asked_at);
    let mut writer = Writer::new(T::KIND, export.language, made_at, &texts::named)?;
    gathered.each(|record| writer.record(record).map_err(ExportError::from))?;
    let mut file = NamedTempFile::new()?;
    writer.finish(left_out, &mut file)?;
    Ok(file)
}
