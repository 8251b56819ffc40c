/** The headers in which proxies pass on the certificate that a client showed them. */
package io.azimuth.adapters.http.certificate;
