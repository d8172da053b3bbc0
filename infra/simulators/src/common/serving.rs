//! A simulator's thread, so that it answers while a test blocks.

use std::net::SocketAddr;
use std::thread::JoinHandle;

use axum::Router;
use tokio::sync::oneshot;

use super::connection::{Cut, CuttableListener};

/// A server that stops when it is dropped.
pub(crate) struct Serving {
    pub(crate) address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Serving {
    /// Binds the address and serves on a thread of that name. No runtime is needed around it.
    pub(crate) fn start(name: &'static str, address: SocketAddr, router: Router) -> std::io::Result<Serving> {
        let listener = std::net::TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel();
        let serve = move || {
            if let Err(error) = runtime.block_on(serve(listener, router, stopped)) {
                tracing::error!(%error, "the {name} stopped serving");
            }
        };
        let thread = std::thread::Builder::new().name(name.into()).spawn(serve)?;
        Ok(Serving { address, stop: Some(stop), thread: Some(thread) })
    }
}

/// Serves until `stop` is sent or dropped.
async fn serve(
    listener: std::net::TcpListener,
    router: Router,
    stop: oneshot::Receiver<()>,
) -> std::io::Result<()> {
    let listener = CuttableListener(tokio::net::TcpListener::from_std(listener)?);
    let served = axum::serve(listener, router.into_make_service_with_connect_info::<Cut>());
    tokio::select! {
        result = async { served.await } => result,
        _ = stop => Ok(()),
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.stop.take());
        // A thread that panicked has nothing left to stop.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}
