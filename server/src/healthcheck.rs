//! Asks a running program whether it can serve, for container health checks.

use crate::config::Config;
use std::{
    io::{self, Read, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream},
    time::Duration,
};

/// Whether the program that listens where the settings say is ready.
///
/// # Errors
/// It does not answer, or says that it is not ready.
pub fn healthcheck(config: &Config) -> io::Result<()> {
    let wait = Duration::from_secs(5);
    let here = match config.listen.ip() {
        IpAddr::V4(address) if address.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(address) if address.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        address => address,
    };
    let mut connection = TcpStream::connect_timeout(&SocketAddr::new(here, config.listen.port()), wait)?;
    connection.set_read_timeout(Some(wait))?;
    connection.write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    connection.take(4096).read_to_string(&mut answer)?;
    if answer.starts_with("HTTP/1.1 200") { Ok(()) } else { Err(io::Error::other("it is not ready")) }
}
