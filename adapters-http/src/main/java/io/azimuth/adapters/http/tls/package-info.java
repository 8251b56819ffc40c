/** Loads the certificates and keys of TLS listeners from PEM files. */
package io.azimuth.adapters.http.tls;
