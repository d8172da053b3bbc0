# What the system tells the owners of a workspace.
notice-nav-connection-stopped = NAV refuses the technical user, so no invoices arrive any more. { $reason } Then save the connection again; what was missed is fetched by itself.
