/** The key to which a token is bound, and the certificate that names it. */
package io.azimuth.bootstrap.client.key;
