/** The machine on which the server runs. */
package io.azimuth.bootstrap.host;
