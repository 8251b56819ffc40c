package io.azimuth.adapters.http.tls;

import java.time.Instant;
import javax.net.ssl.SSLContext;

/**
 * The files of a listener in use.
 *
 * @param context makes the engines of its connections
 * @param engine the implementation of TLS, as it is called in the log, and why it is not the better
 *     one
 * @param end when the server's certificate expires
 * @param fingerprint differs when any of the files differs
 */
public record LoadedTls(SSLContext context, String engine, Instant end, String fingerprint) {}
