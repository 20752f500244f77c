//! Transactions that write.

use crate::failed;
use model::Result;
use sqlx::{Any, AnyConnection, Transaction};
use std::ops::{Deref, DerefMut};
use tokio::sync::OwnedMutexGuard;

/// A transaction that is rolled back unless it is committed. Pass `&mut *tx` to queries.
#[derive(Debug)]
pub struct WriteTx {
    // Before the guard: a dropped transaction is rolled back before the next writer goes on.
    tx: Transaction<'static, Any>,
    _writer: Option<OwnedMutexGuard<()>>,
}

impl WriteTx {
    pub(crate) fn new(tx: Transaction<'static, Any>, writer: Option<OwnedMutexGuard<()>>) -> Self {
        Self { tx, _writer: writer }
    }

    /// Makes the changes durable.
    ///
    /// # Errors
    /// `Unavailable` if the disk is full or the server is gone; nothing is changed then.
    pub async fn commit(self) -> Result<()> {
        self.tx.commit().await.map_err(failed)
    }
}

impl Deref for WriteTx {
    type Target = AnyConnection;
    fn deref(&self) -> &AnyConnection {
        &self.tx
    }
}

impl DerefMut for WriteTx {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        &mut self.tx
    }
}
