/** The seal and the barrier: how the root key is wrapped, and how records are encrypted. */
package io.azimuth.application.port.seal;
